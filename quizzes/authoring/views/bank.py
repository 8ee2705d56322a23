"""The question bank: the list, one question with its history, and its coming and going."""

from dataclasses import asdict

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.translated import LANGUAGES
from lms.web.db import activities, session
from lms.web.language import current_language
from lms.web.paging import Page, paged
from quizzes.authoring import labels
from quizzes.authoring.queries import bank as queries
from quizzes.authoring.queries.quizzes import quizzes_in_use
from quizzes.authoring.question_form import find_faults, write_question
from quizzes.authoring.services import drafts
from quizzes.authoring.type_forms import FORMS
from quizzes.authoring.usage import uses
from quizzes.authoring.views.blueprints import question_bank as blueprint
from quizzes.authoring.views.form_view import FormView
from quizzes.authoring.views.preview import preview
from quizzes.models import Question, QuestionVersion


def load(key: str) -> Question:
    """The question under its key, or 404."""
    return session().scalar(select(Question).where(Question.key == key)) or abort(404)


def newest(row: Question) -> QuestionVersion:
    """Its draft, else the version in use."""
    found = drafts.head(session(), row)
    assert isinstance(found, QuestionVersion)  # a question is never saved without a version
    return found


@blueprint.get("")
@requires(Permission.AUTHOR)
def questions() -> ResponseReturnValue:
    """Every question, narrowed by words, pool, type, tag, state and missing translation."""
    wanted = _filter()
    asked = {name: value for name, value in asdict(wanted).items() if value}
    quizzes = quizzes_in_use(session())
    found = paged(session(), queries.bank(session(), wanted, viewer().id), scalars=False)
    return render_template(
        "quizzes/authoring/bank.html",
        page=Page(queries.bank_rows(found.rows, quizzes), found.number, found.size, found.total),
        wanted=wanted,
        narrowed=bool(asked),
        page_url=lambda number: url_for("question_bank.questions", page=number, **asked),
        pools=queries.pools(session()),
        tags=queries.tag_counts(session()),
        forms=FORMS,
        states=labels.STATES,
        state_choices=labels.STATE_CHOICES,
    )


def _filter() -> queries.Filter:
    values = {name: request.args.get(name, "").strip() for name in ("search", "pool", "type", "tag")}
    state, missing = request.args.get("state", ""), request.args.get("missing", "")
    return queries.Filter(
        **values,
        state=state if state in queries.STATES else "",
        missing=missing if missing in LANGUAGES else "",
    )


@blueprint.get("/<key>")
@requires(Permission.AUTHOR)
def show(key: str) -> ResponseReturnValue:
    """One question: as it is now, where it is used, and how it came to be."""
    row = load(key)
    version = newest(row)
    bank = queries.questions_in_use(session())
    lesson = version.body.get("lesson")
    return render_template(
        "quizzes/authoring/question.html",
        row=row,
        state="changed" if row.state == "published" and row.draft_id else row.state,
        version=version,
        form=FORMS[row.type],
        labels=labels,
        lesson=activities().get(session(), "lesson", lesson) if lesson else None,
        todo=len(find_faults(version.body)),
        uses=uses(key, bank.get(key, version.tags), quizzes_in_use(session()), bank),
        versions=queries.question_versions(session(), row.id),
        preview=preview(version.body, current_language()),
    )


@blueprint.get("/<key>/versions/<int:number>")
@requires(Permission.AUTHOR)
def version(key: str, number: int) -> ResponseReturnValue:
    """An old version, to be read in both languages."""
    found = queries.question_version(session(), key, number) or abort(404)
    return render_template(
        "quizzes/authoring/version.html",
        key=key,
        version=found,
        type=FORMS[found.body["type"]],
        form=FormView(write_question(found.body), locked=True),
        labels=labels,
        preview=preview(found.body, current_language()),
    )


@blueprint.post("/<key>/state")
@requires(Permission.AUTHOR)
def change_state(key: str) -> ResponseReturnValue:
    """Retires, restores, or discards the draft. Twice is once."""
    row = drafts.find(session(), Question, key) or abort(404)
    action = request.form.get("do")
    if action == "retire":
        drafts.retire(session(), row)
        message = _("The question is retired. Past attempts keep it; new ones do not ask it.")
    elif action == "restore":
        drafts.restore(session(), row)
        message = _("The question is back.")
    elif action == "discard":
        drafts.discard_draft(session(), row)
        message = _("The draft is discarded. The version in use stays as it is.")
    else:
        abort(400)
    session().commit()
    flash(message, "good")
    return redirect(url_for("question_bank.show", key=key), 303)
