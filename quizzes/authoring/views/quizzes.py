"""Quizzes as trainers see them: the list, one quiz with its history, its coming and going, and publishing."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from lms.identity.access import requires
from lms.identity.permissions import Permission
from lms.web.db import session
from quizzes.authoring import labels
from quizzes.authoring.queries import quizzes as queries
from quizzes.authoring.quiz_changes import changes
from quizzes.authoring.quiz_form import write_quiz_form
from quizzes.authoring.services import drafts
from quizzes.authoring.versions import token
from quizzes.authoring.views.blueprints import quiz_editor as blueprint
from quizzes.authoring.views.quiz_readiness import find_lines, find_readiness
from quizzes.models import Quiz, QuizVersion
from quizzes.questions.base import Body


def load(key: str) -> Quiz:
    """The quiz under its key, or 404."""
    return session().scalar(select(Quiz).where(Quiz.key == key)) or abort(404)


def newest(row: Quiz) -> QuizVersion:
    """Its draft, else the version in use."""
    found = drafts.head(session(), row)
    assert isinstance(found, QuizVersion)  # a quiz is never saved without a version
    return found


@blueprint.get("")
@requires(Permission.AUTHOR)
def quizzes() -> ResponseReturnValue:
    """Every quiz in its newest version."""
    return render_template(
        "quizzes/authoring/quizzes.html", rows=queries.quiz_rows(session()), states=labels.STATES
    )


@blueprint.get("/<key>")
@requires(Permission.AUTHOR)
def show(key: str) -> ResponseReturnValue:
    """One quiz: what it asks, whether the bank can fill it, and how it came to be."""
    row = load(key)
    version = newest(row)
    return render_template(
        "quizzes/authoring/quiz.html",
        row=row,
        state="changed" if row.state == "published" and row.draft_id else row.state,
        version=version,
        labels=labels,
        lines=find_lines(session(), write_quiz_form(version.body)),
        readiness=find_readiness(session(), version.body, untranslated=True),
        blocked=_blocked(row, version),
        versions=queries.quiz_versions(session(), row.id),
    )


def _blocked(row: Quiz, newest: QuizVersion) -> bool:
    """Whether learners cannot start what is published, because the bank cannot fill it."""
    if row.state != "published":
        return False
    in_use = newest if row.published_id == newest.id else session().get_one(QuizVersion, row.published_id)
    return bool(find_readiness(session(), in_use.body, untranslated=True))


@blueprint.get("/<key>/versions/<int:number>")
@requires(Permission.AUTHOR)
def version(key: str, number: int) -> ResponseReturnValue:
    """An old version, to be read."""
    found = queries.quiz_version(session(), key, number) or abort(404)
    return render_template(
        "quizzes/authoring/quiz_version.html",
        key=key,
        version=found,
        labels=labels,
        lines=find_lines(session(), write_quiz_form(found.body)),
    )


@blueprint.get("/<key>/publish")
@requires(Permission.AUTHOR)
def review(key: str) -> ResponseReturnValue:
    """What publishing the draft will change, and what stands in its way."""
    row = load(key)
    if not row.draft_id:
        return redirect(url_for("quiz_editor.show", key=key))
    draft = newest(row)
    return _review(row, draft)


@blueprint.post("/<key>/publish")
@requires(Permission.AUTHOR)
def publish(key: str) -> ResponseReturnValue:
    """Puts the draft that was reviewed in use. Twice is once; a newer draft is not published unseen."""
    row = drafts.find(session(), Quiz, key) or abort(404)
    version = newest(row)
    if request.form.get("based-on") != token(version.id, version.digest):
        abort(
            409, _("The draft was changed after you opened this page. Look at it again before you publish.")
        )
    readiness = find_readiness(session(), version.body, untranslated=bool(request.form.get("untranslated")))
    if readiness and row.draft_id:
        return _review(row, version), 422
    drafts.publish_draft(session(), row)
    session().commit()
    flash(_("The quiz is published. New attempts follow this version; past ones keep theirs."), "good")
    return redirect(url_for("quiz_editor.show", key=key), 303)


def _review(row: Quiz, draft: QuizVersion) -> str:
    in_use = session().get(QuizVersion, row.published_id) if row.published_id else None
    found = changes(in_use.body, draft.body) if in_use else None
    return render_template(
        "quizzes/authoring/publish_quiz.html",
        row=row,
        draft=draft,
        in_use=in_use,
        changes=found,
        stems=_stems(in_use.body, draft.body) if in_use else {},
        strict=find_readiness(session(), draft.body, untranslated=False),
        readiness=find_readiness(session(), draft.body, untranslated=True),
        lines=find_lines(session(), write_quiz_form(draft.body)),
        labels=labels,
        based_on=token(draft.id, draft.digest),
    )


def _stems(*bodies: Body) -> dict[str, queries.Found]:
    keys = {item["question"] for body in bodies for item in body["items"] if "question" in item}
    return queries.questions_by_key(session(), keys)


@blueprint.post("/<key>/state")
@requires(Permission.AUTHOR)
def change_state(key: str) -> ResponseReturnValue:
    """Retires, restores, or discards the draft. Twice is once."""
    row = drafts.find(session(), Quiz, key) or abort(404)
    action = request.form.get("do")
    if action == "retire":
        drafts.retire(session(), row)
        message = _("The quiz is retired. Nobody can start it; results stay as they are.")
    elif action == "restore":
        drafts.restore(session(), row)
        message = _("The quiz is back.")
    elif action == "discard":
        drafts.discard_draft(session(), row)
        message = _("The draft is discarded. The version in use stays as it is.")
    else:
        abort(400)
    session().commit()
    flash(message, "good")
    return redirect(url_for("quiz_editor.show", key=key), 303)
