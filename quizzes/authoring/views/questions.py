"""Writing a question: one page for a new one and for an old one, its buttons, and the live preview."""

import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.web.db import session
from lms.web.language import current_language
from quizzes.authoring import labels
from quizzes.authoring.form_faults import placed
from quizzes.authoring.queries.bank import author_name, used_ids, usual_pool
from quizzes.authoring.question_form import (
    blank_question,
    faults_without_translation,
    find_faults,
    read_question,
    write_question,
)
from quizzes.authoring.services import questions as services
from quizzes.authoring.services.drafts import Stale
from quizzes.authoring.type_forms import FORMS
from quizzes.authoring.versions import NEW, token
from quizzes.authoring.views.bank import load, newest
from quizzes.authoring.views.blueprints import question_bank as blueprint
from quizzes.authoring.views.choices import find_choices
from quizzes.authoring.views.form_view import FormView, Said, said
from quizzes.authoring.views.preview import answer_in, preview
from quizzes.models import Question, QuestionVersion
from quizzes.questions.base import Fault
from quizzes.questions.fields import Fields
from quizzes.questions.rows import obey

KEY = re.compile(r"q-[0-9a-f]{10}")
KEPT = ("pool", "tags", "level", "difficulty", "lesson")
"""What the next question starts with after "save and write another"."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A question being written: what stands in its form, and the state it was made from. `row` None: a new one."""

    key: str
    type: str
    fields: Fields
    based_on: str
    row: Question | None = None

    @property
    def body(self) -> dict[str, Any]:
        """The body of what stands in the form."""
        return read_question(self.key, self.type, self.fields)

    def said(self, faults: list[Fault]) -> list[Said]:
        """Faults of the body at their fields, in the reader's language."""
        form = FORMS[self.type]
        return said(placed(faults, self.fields, form.lists, form.places), form.lists)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.AUTHOR)
def add() -> ResponseReturnValue:
    """A new question: first its type, then its form. Its key is given with the form, so that sending twice is once."""
    type_name = request.args.get("type", "")
    if type_name not in FORMS:
        return render_template("quizzes/authoring/choose_type.html", forms=FORMS)
    if request.method == "GET":
        defaults = {name: request.args[name] for name in KEPT if request.args.get(name)}
        fields = blank_question(type_name, {"pool": usual_pool(session(), viewer().id)} | defaults)
        return _page(Manuscript(f"q-{secrets.token_hex(5)}", type_name, fields, NEW))
    key = request.form.get("key", "")
    if not KEY.fullmatch(key):
        abort(400)
    return _act(Manuscript(key, type_name, _posted(), request.form.get("based-on", NEW)))


@blueprint.route("/<key>/edit", methods=["GET", "POST"])
@requires(Permission.AUTHOR)
def edit(key: str) -> ResponseReturnValue:
    """An existing question. The version in use stays in use until "Publish"."""
    row = load(key)
    if request.method == "POST":
        return _act(Manuscript(key, row.type, _posted(), request.form.get("based-on", ""), row))
    version = newest(row)
    fields = write_question(version.body, used_ids(session(), row.id))
    manuscript = Manuscript(key, row.type, fields, token(version.id, version.digest), row)
    todo = manuscript.said(find_faults(version.body)) if row.draft_id else []
    return _page(manuscript, todo=todo)


@blueprint.post("/preview")
@requires(Permission.AUTHOR)
def live_preview() -> ResponseReturnValue:
    """The question as the learner sees it, from what stands in the form; with `do=mark`, the answer tried out, marked."""
    type_name = request.form.get("type", "")
    if type_name not in FORMS:
        abort(400)
    return _preview(Manuscript(request.form.get("key", ""), type_name, _posted(), NEW))


def _posted() -> Fields:
    return Fields(request.form.items(multi=True))


def _preview(manuscript: Manuscript) -> str:
    answer = answer_in(request.form.to_dict(flat=False)) if request.form.get("do") == "mark" else None
    language = request.form.get("preview-language", current_language())
    return preview(manuscript.body, language, answer)


def _act(manuscript: Manuscript) -> ResponseReturnValue:
    """Does what the button pressed says."""
    do = request.form.get("do", "save")
    obeyed = obey(manuscript.fields, do)
    if obeyed is not None:
        return _page(replace(manuscript, fields=obeyed[0]), focus=obeyed[1])
    if do in ("preview", "mark"):
        return _page(manuscript)
    if do.startswith("over:"):
        manuscript = replace(manuscript, based_on=do.removeprefix("over:"))
    faults = _blocking(manuscript.body, publish=do == "publish")
    if faults:
        return _page(manuscript, faults=manuscript.said(faults)), 422
    return _save(manuscript, do)


def _blocking(body: dict[str, Any], *, publish: bool) -> list[Fault]:
    """What keeps the question from being published, or a draft from being kept."""
    if not publish:
        nothing = not body["stem"]
        return [fault for fault in find_faults(body) if nothing and fault.path == ("stem",)][:1]
    return faults_without_translation(body) if request.form.get("untranslated") else find_faults(body)


def _save(manuscript: Manuscript, do: str) -> ResponseReturnValue:
    body = manuscript.body
    try:
        row = services.save(session(), services.Writing(body, viewer().id, manuscript.based_on))
    except Stale as stale:
        theirs = stale.head
        assert theirs is None or isinstance(theirs, QuestionVersion)
        return _page(manuscript, theirs=theirs), 409
    if do == "publish":
        services.publish(session(), row, request.form.get("note", ""))
    session().commit()
    if do == "publish":
        flash(_("The question is published. New attempts ask this version; past ones keep theirs."), "good")
        return redirect(url_for("question_bank.show", key=row.key), 303)
    _flash_saved(len(find_faults(body)))
    if do == "save-new":
        kept = {name: manuscript.fields.text(name) for name in KEPT} | {"pool": body["tags"][0]}
        return redirect(url_for("question_bank.add", type=manuscript.type, **kept), 303)
    return redirect(url_for("question_bank.edit", key=row.key), 303)


def _flash_saved(todo: int) -> None:
    if todo:
        missing = ngettext(
            "Saved as a draft. %(num)s thing is still to be done before it can be published.",
            "Saved as a draft. %(num)s things are still to be done before it can be published.",
            todo,
        )
        flash(missing, "attention")
    else:
        flash(_("Saved as a draft. It is complete and can be published."), "good")


def _page(
    manuscript: Manuscript,
    *,
    faults: list[Said] | None = None,
    todo: list[Said] | None = None,
    theirs: QuestionVersion | None = None,
    focus: str = "",
) -> str:
    choices = find_choices(session())
    author = author_name(session(), theirs.author_id) if theirs else None
    session().rollback()  # everything is read: nobody waits while the page is made
    return render_template(
        "quizzes/authoring/edit_question.html",
        manuscript=manuscript,
        type=FORMS[manuscript.type],
        form=FormView(manuscript.fields, faults or (), focus=focus),
        todo=todo or [],
        theirs=theirs,
        theirs_token=token(theirs.id, theirs.digest) if theirs else "",
        author=author,
        choices=choices,
        labels=labels,
        preview=_preview(manuscript),
        preview_language=request.form.get("preview-language", current_language()),
    )
