"""What a trainer should see to: quizzes that nobody can start, and their own drafts that learners do not see yet."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.feature import NextStep
from lms.identity.permissions import Permission, Viewer
from lms.web.language import current_language
from quizzes.authoring.queries.bank import drafts_of
from quizzes.authoring.queries.quizzes import quiz_drafts_of, quizzes_falling_short

BROKEN = 15
DRAFTS = 30


def authoring_steps(session: Session, viewer: Viewer) -> list[NextStep]:
    """A step per quiz that cannot be started, one for drafts of questions, one for drafts of quizzes; none for people
    who do not write.
    """
    if not viewer.may(Permission.AUTHOR):
        return []
    steps = [
        NextStep(
            title=quiz.title,
            detail=_("Learners cannot start this quiz: the bank has too few questions for it."),
            url=url_for("quiz_editor.show", key=quiz.key),
            action=_("See what is missing"),
            rank=BROKEN,
        )
        for quiz in quizzes_falling_short(session)
    ]
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
    return NextStep({current_language(): title}, detail, url, action, rank=DRAFTS)
