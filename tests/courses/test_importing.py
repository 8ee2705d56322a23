"""Import: a new version only where the content is new; nothing is ever deleted."""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courses.models import Course, CourseVersion, LessonText
from courses.queries.published import find_published, lessons_of, published
from courses.services.importing import import_courses
from courses.source.digest import content_digest
from tests.courses.sample import COURSE, FIRST, load, read


def versions(session: Session) -> int:
    return session.scalar(select(func.count(CourseVersion.id))) or 0


def test_the_same_files_make_one_version(session: Session, tmp_path: Path) -> None:
    assert load(session, tmp_path) == ["Course tea: version 1, 3 lessons."]
    assert load(session, tmp_path) == []
    assert versions(session) == 1


def test_changed_words_make_a_new_version_and_keep_the_old(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    changed = FIRST.replace("Warm the pot before", "Warm the pot well before")
    assert load(session, tmp_path, first_en=changed) == ["Course tea: version 2, 3 lessons."]
    course = find_published(session, "tea")
    assert course and course.number == 2
    assert versions(session) == 2
    lesson = lessons_of(session, course.version_id)[0]
    assert "Warm the pot well" in session.get_one(LessonText, (lesson.id, "en")).html


def test_back_to_earlier_words_is_a_version_of_its_own(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    load(session, tmp_path, COURSE.replace("minutes: 5", "minutes: 6"))
    assert load(session, tmp_path) == ["Course tea: version 3, 3 lessons."]


def test_a_course_whose_files_are_gone_is_retired_and_comes_back(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    assert import_courses(session, []) == ["Course tea: retired, its files are gone; records stay."]
    assert published(session) == []
    assert session.scalars(select(Course.key)).all() == ["tea"]
    assert load(session, tmp_path) == ["Course tea: published again, version 1."]


def test_better_html_for_the_same_words_is_no_new_version(session: Session, tmp_path: Path) -> None:
    load(session, tmp_path)
    text = session.scalars(select(LessonText).where(LessonText.language == "en")).first()
    assert text
    right, text.html = text.html, "<p>as an older renderer wrote it</p>"
    session.commit()
    assert load(session, tmp_path) == []
    session.refresh(text)
    assert text.html == right


def test_digest_is_of_the_content_not_of_the_lines(tmp_path: Path) -> None:
    (first,) = read(tmp_path / "a").courses
    (moved,) = read(tmp_path / "b", "# a comment\n\n" + COURSE).courses
    (changed,) = read(tmp_path / "c", COURSE.replace("The tea book", "The book of tea")).courses
    assert content_digest(first) == content_digest(moved)
    assert content_digest(first) != content_digest(changed)
