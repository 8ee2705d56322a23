"""The starter content itself: faultless, complete in both languages, and of the promised shape."""

import functools
from typing import Any

import pytest
import yaml

from courses.content_import import CONTENT
from courses.source.marks import evidence_marks
from courses.source.reading import Reading, read_courses
from courses.source.values import BLOCKS, Course
from lms.translated import LANGUAGES
from quizzes.content_import import check_content as check_quizzes

QUESTIONS = CONTENT.parents[1] / "quizzes" / "content"
EXPECTED = {"foundations", "germany", "gulf", "communication", "product-knowledge"}
TRANSLATED_FIELDS = ("title", "summary", "owner")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_courses(CONTENT)


def test_course_files_have_no_faults(reading: Reading) -> None:
    assert [str(fault) for fault in reading.faults] == []


def test_question_files_have_no_faults() -> None:
    assert check_quizzes() == []


def test_the_five_courses_are_there(reading: Reading) -> None:
    assert {course.key for course in reading.courses} >= EXPECTED


def test_every_text_is_in_every_language(reading: Reading) -> None:
    missing = [
        f"{course.key}: {place}"
        for course in reading.courses
        for place, texts in _texts(course)
        for language in LANGUAGES
        if not texts.get(language)
    ]
    assert missing == []


def _texts(course: Course) -> list[tuple[str, dict[str, str]]]:
    found = [(name, dict(getattr(course, name))) for name in TRANSLATED_FIELDS]
    found += [("objective", dict(objective)) for objective in course.objectives]
    found += [(f"note of {source.id}", dict(source.note)) for source in course.sources if source.note]
    for lesson in course.lessons:
        found += [(f"{lesson.key} title", dict(lesson.title)), (f"{lesson.key} goal", dict(lesson.goal))]
        found.append(
            (f"{lesson.key} text", {language: text.written for language, text in lesson.texts.items()})
        )
    return found


def test_every_lesson_teaches_and_asks(reading: Reading) -> None:
    for course in reading.courses:
        for lesson in course.lessons:
            if lesson.key == "desk-card":
                continue
            kinds = {part.kind for part in lesson.texts["en"].parts}
            assert kinds & {"do", "avoid", "ask"}, (
                f"{course.key}/{lesson.key} says nothing to do, avoid or ask"
            )
            assert kinds & {"check", "scenario"}, f"{course.key}/{lesson.key} asks nothing"


def test_the_courses_together_use_every_block(reading: Reading) -> None:
    used = {
        part.kind
        for course in reading.courses
        for lesson in course.lessons
        for part in lesson.texts["en"].parts
    }
    assert used >= set(BLOCKS)


def test_market_courses_say_when_their_facts_were_checked(reading: Reading) -> None:
    markets = [course for course in reading.courses if course.kind == "market"]
    assert {course.market for course in markets} >= {"DE", "GULF"}
    for course in markets:
        assert course.sources and course.cultural
        assert (course.review_due - course.reviewed).days <= 366
        assert any(lesson.key == "desk-card" for lesson in course.lessons)


def test_no_source_is_listed_for_show(reading: Reading) -> None:
    for course in reading.courses:
        marks = [
            mark.text for lesson in course.lessons for mark in evidence_marks(lesson.texts["en"].written)
        ]
        named = {source for mark in marks for source in mark.split()[1:]}
        unused = {source.id for source in course.sources} - named - _quiz_sources(course.quiz)
        assert unused == set(), f"{course.key} lists sources that no lesson and no question names"


def test_every_completion_quiz_exists(reading: Reading) -> None:
    for course in reading.courses:
        assert course.quiz in _pools(), f"{course.key} waits for a quiz {course.quiz!r} that is not there"


def _quiz_sources(quiz: str | None) -> set[str]:
    questions = _pools()[quiz]["questions"] if quiz else []
    return {source for question in questions for source in str(question.get("evidence", "")).split()[1:]}


@functools.cache
def _pools() -> dict[str | None, dict[str, Any]]:
    """The question files by the keys of their quizzes."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in QUESTIONS.glob("*.yaml")]
    return {quiz["key"]: file for file in files for quiz in file["quizzes"]}
