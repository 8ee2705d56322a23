"""The starter courses and quizzes, and made-up copies of them under keys of their own: twenty of each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from courses.content_import import CONTENT as COURSES
from courses.services.importing import import_courses, prepare
from courses.source.reading import read_courses
from quizzes.content_import import import_pools
from quizzes.source import Pool, read_bank

COUNT = 20

TWENTY = "twenty-questions"
"""The quiz that is opened, answered and submitted under measurement: four questions of each of five real pools."""


def add_content(session: Session) -> None:
    """Imports everything through the readers and importers of the application."""
    reading, bank = read_courses(COURSES), read_bank()
    assert not reading.faults and not bank.problems, "the starter content has faults: flask content check"
    real, quizzes = reading.courses, [quiz for pool in bank.pools for quiz in pool.quizzes]
    copies = [
        replace(course, key=_copied(course.key, number), quiz=course.quiz and _copied(course.quiz, number))
        for number in range(2, 3 + COUNT // len(real))
        for course in real
    ][: max(0, COUNT - len(real))]
    wanted = {course.quiz: course.quiz.rpartition("-copy-")[0] for course in copies if course.quiz}
    by_key = {quiz["key"]: quiz for quiz in quizzes}
    made_up = Pool(
        "benchmark", [], [*({**by_key[of], "key": key} for key, of in wanted.items()), _twenty(bank.pools)]
    )
    import_pools(session, [*bank.pools, made_up])
    import_courses(session, [prepare(course) for course in [*real, *copies]])


def _copied(key: str, number: int) -> str:
    return f"{key}-copy-{number}"


def _twenty(pools: list[Pool]) -> Mapping[str, Any]:
    return {
        "key": TWENTY,
        "title": {"en": "Twenty questions", "zh_Hans": "二十题"},
        "items": [{"draw": 4, "tags": [pool.key]} for pool in pools[:5]],
        "pass_mark": 70,
        "time_limit_minutes": 60,
        "shuffle_questions": True,
        "shuffle_options": True,
        "show_after": "answers",
    }
