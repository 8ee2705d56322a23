"""What a trainer may want to go on with: their own drafts that learners do not see yet."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.feature import NextStep
from lms.identity.permissions import Permission, Viewer
from lms.web.language import current_language
from quizzes.authoring.queries.bank import drafts_of
from quizzes.authoring.queries.quizzes import quiz_drafts_of

RANK = 30


def authoring_steps(session: Session, viewer: Viewer) -> list[NextStep]:
    """One step for drafts of questions, one for drafts of quizzes; none for people who do not write."""
    if not viewer.may(Permission.AUTHOR):
        return []
    steps = []
    if questions := drafts_of(session, viewer.id):
        title = ngettext(
            "%(num)s question of yours is a draft", "%(num)s questions of yours are drafts", questions
        )
        steps.append(_step(title, url_for("question_bank.questions", state="mine"), _("See the drafts")))
    if quizzes := quiz_drafts_of(session, viewer.id):
        title = ngettext("%(num)s quiz of yours is a draft", "%(num)s quizzes of yours are drafts", quizzes)
        steps.append(_step(title, url_for("quiz_editor.quizzes"), _("See the quizzes")))
    return steps


def _step(title: str, url: str, action: str) -> NextStep:
    detail = _("Learners do not see it until it is published.")
    return NextStep({current_language(): title}, detail, url, action, rank=RANK)
