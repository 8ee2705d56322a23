"""Answers the seam for quizzes."""

from collections.abc import Collection, Mapping

from flask import url_for
from sqlalchemy.orm import Session

from lms.activities import Activity
from quizzes.queries.bank import published_quizzes
from quizzes.quiz import Quiz


class Quizzes:
    """Every published quiz, by its key."""

    kind = "quiz"

    def find(self, session: Session, keys: Collection[str]) -> Mapping[str, Activity]:
        """The published quizzes among `keys`."""
        return {quiz.key: _activity(quiz) for quiz in published_quizzes(session, keys)}

    def all(self, session: Session) -> list[Activity]:
        """Every published quiz."""
        return [_activity(quiz) for quiz in published_quizzes(session)]


def _activity(quiz: Quiz) -> Activity:
    return Activity(
        kind="quiz",
        key=quiz.key,
        title=quiz.title,
        url=url_for("quizzes.show", key=quiz.key),
        minutes=quiz.time_limit_minutes,
    )
