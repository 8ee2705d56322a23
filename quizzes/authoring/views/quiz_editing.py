"""Composing a quiz: one page for a new one and for an old one."""

import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.web.db import session
from quizzes.authoring import labels
from quizzes.authoring.queries.bank import author_name, questions_in_use, tag_counts
from quizzes.authoring.queries.quizzes import find_questions
from quizzes.authoring.quiz_form import (
    ITEMS,
    blank_quiz,
    find_quiz_faults,
    fixed_questions,
    read_quiz_form,
    with_question,
    write_quiz_form,
)
from quizzes.authoring.services import quizzes as services
from quizzes.authoring.services.drafts import Stale
from quizzes.authoring.shortages import available as count_available
from quizzes.authoring.versions import NEW, token
from quizzes.authoring.views.blueprints import quiz_editor as blueprint
from quizzes.authoring.views.form_view import FormView, Said
from quizzes.authoring.views.quiz_readiness import find_lines, find_readiness
from quizzes.authoring.views.quizzes import load, newest
from quizzes.models import Quiz, QuizVersion
from quizzes.questions.fields import Fields
from quizzes.questions.rows import obey

SPARE_KEY = re.compile(r"quiz-[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Plan:
    """A quiz being composed. `row` None: a new one; `spare_key` is its key where neither address nor title give one."""

    key: str
    fields: Fields
    based_on: str
    row: Quiz | None = None
    spare_key: str = ""

    @property
    def body(self) -> dict[str, Any]:
        """The body of what stands in the form."""
        return read_quiz_form(self.key, self.fields)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.AUTHOR)
def add() -> ResponseReturnValue:
    """A new quiz. Its address is what the trainer writes, else made from the title."""
    if request.method == "GET":
        spare = f"quiz-{secrets.token_hex(3)}"
        return _page(Plan(spare, blank_quiz(), NEW, spare_key=spare))
    fields = _posted()
    spare = fields.text("spare-key")
    if not SPARE_KEY.fullmatch(spare):
        abort(400)
    key = fields.text("address") or _slug(fields.text("title-en")) or spare
    return _act(Plan(key, fields, NEW, spare_key=spare))


@blueprint.route("/<key>/edit", methods=["GET", "POST"])
@requires(Permission.AUTHOR)
def edit(key: str) -> ResponseReturnValue:
    """An existing quiz. The version in use stays in use until it is published."""
    row = load(key)
    if request.method == "POST":
        return _act(Plan(key, _posted(), request.form.get("based-on", ""), row))
    version = newest(row)
    plan = Plan(key, write_quiz_form(version.body), token(version.id, version.digest), row)
    return _page(plan, todo=bool(row.draft_id))


@blueprint.get("/available")
@requires(Permission.AUTHOR)
def available() -> ResponseReturnValue:
    """How many questions in use have the tags, in the reader's words."""
    tags = Fields([("tags", request.args.get("tags", ""))]).listed("tags")
    found = count_available(tags, questions_in_use(session())) if tags else None
    return jsonify(available=found, text=says_available(found))


def says_available(found: int | None) -> str:
    """How many there are to draw from, as a sentence; nothing without tags."""
    if found is None:
        return ""
    return str(
        ngettext(
            "%(num)s question in use has all these tags.",
            "%(num)s questions in use have all these tags.",
            found,
        )
    )


def _posted() -> Fields:
    return Fields(request.form.items(multi=True))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")


def _act(plan: Plan) -> ResponseReturnValue:
    do = request.form.get("do", "save")
    if do.startswith("question:"):
        return _page(replace(plan, fields=with_question(plan.fields, do.removeprefix("question:"))))
    obeyed = obey(plan.fields, do)
    if obeyed is not None:
        return _page(replace(plan, fields=obeyed[0]), focus=obeyed[1])
    if do == "find":
        return _page(plan, focus="find")
    if do.startswith("over:"):
        plan = replace(plan, based_on=do.removeprefix("over:"))
    return _save(plan, do)


def _save(plan: Plan, do: str) -> ResponseReturnValue:
    faults = _blocking(plan)
    if faults:
        return _page(plan, faults=faults), 422
    try:
        row = services.save(session(), plan.body, viewer().id, plan.based_on)
    except Stale as stale:
        if plan.row is None:
            return _page(plan, faults=[_taken()]), 422
        theirs = stale.head
        assert theirs is None or isinstance(theirs, QuizVersion)
        return _page(plan, theirs=theirs), 409
    session().commit()
    if do in ("preview", "review"):
        return redirect(url_for(f"quiz_editor.{do}", key=row.key), 303)
    flash(_("Saved as a draft. Learners do not see it until you publish it."), "good")
    return redirect(url_for("quiz_editor.edit", key=row.key), 303)


def _blocking(plan: Plan) -> list[Said]:
    """What keeps even a draft from being kept: a quiz needs a title to be found by, and an address that can be one."""
    body = plan.body
    found = []
    if not body["title"]:
        found.append(Said("title-en", str(labels.FIELDS["title"]), _("Give the quiz a title.")))
    wrong = [fault for fault in find_quiz_faults(body) if fault.path == ("key",)]
    found += [Said("address", str(labels.FIELDS["address"]), _(fault.message)) for fault in wrong]
    return found


def _taken() -> Said:
    return Said("address", str(labels.FIELDS["address"]), _("Another quiz has this address; choose another."))


def _page(
    plan: Plan,
    *,
    faults: list[Said] | None = None,
    todo: bool = False,
    theirs: QuizVersion | None = None,
    focus: str = "",
) -> str:
    search = plan.fields.text("find")
    found = find_questions(session(), search, fixed_questions(plan.fields)) if search else []
    lines = find_lines(session(), plan.fields)
    readiness = find_readiness(session(), plan.body, untranslated=False, fields=plan.fields) if todo else []
    tags = tag_counts(session())
    author = author_name(session(), theirs.author_id) if theirs else None
    session().rollback()  # everything is read: nobody waits while the page is made
    return render_template(
        "quizzes/authoring/edit_quiz.html",
        plan=plan,
        form=FormView(plan.fields, faults or (), focus=focus),
        line_parts=ITEMS,
        lines={line.token: line for line in lines},
        says_available=says_available,
        todo=readiness,
        theirs=theirs,
        theirs_token=token(theirs.id, theirs.digest) if theirs else "",
        author=author,
        found=found,
        search=search,
        tags=tags,
        labels=labels,
    )
