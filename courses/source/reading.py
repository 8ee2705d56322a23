"""Reads a folder of courses: values to import, and every fault found on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from courses.source.course_file import read_course
from courses.source.faults import Fault, Faults
from courses.source.lesson_file import split_parts
from courses.source.lesson_rules import check_lesson
from courses.source.same_shape import check_same_shape
from courses.source.values import Course, Lesson, LessonText
from lms.translated import BASE_LANGUAGE, LANGUAGES


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds. Courses are whole only where there are no faults."""

    courses: tuple[Course, ...]
    faults: tuple[Fault, ...]


def read_courses(root: Path) -> Reading:
    """Every course below a folder, in order of their names. Files are named from the folder's own parents."""
    faults: list[Fault] = []
    courses: list[Course] = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        course, found = _read_folder(folder, _shown(folder, root))
        faults += found
        if course:
            courses.append(course)
    lessons = {f"{course.key}/{lesson.key}" for course in courses for lesson in course.lessons}
    for course in courses:
        faults += _check_course(course, lessons)
    return Reading(tuple(courses), tuple(sorted(set(faults))))


def _shown(path: Path, root: Path) -> str:
    """The path as a trainer knows it: courses/content/germany, wherever the checkout is."""
    return path.relative_to(root.parent.parent).as_posix()


def _read_folder(folder: Path, shown: str) -> tuple[Course | None, list[Fault]]:
    faults = Faults(f"{shown}/course.yaml")
    text = _text(folder / "course.yaml", faults)
    course = read_course(text, folder.name, faults) if text is not None else None
    if course is None:
        return None, faults.found
    found = list(faults.found)
    lessons = []
    for lesson in course.lessons:
        read, more = _read_lesson(lesson, folder / "lessons", f"{shown}/lessons", faults.file)
        lessons.append(read)
        found += more
    found += _strays(course, folder / "lessons", f"{shown}/lessons")
    return replace(course, lessons=tuple(lessons)), found


def _read_lesson(lesson: Lesson, folder: Path, shown: str, listed_in: str) -> tuple[Lesson, list[Fault]]:
    texts: dict[str, LessonText] = {}
    found: list[Fault] = []
    for language in LANGUAGES:
        path = folder / f"{lesson.key}.{language}.md"
        if not path.exists():
            if language == BASE_LANGUAGE:
                found.append(
                    Fault(
                        listed_in,
                        lesson.line,
                        f"The lesson {lesson.key!r} has no file.",
                        f"Write {shown}/{path.name}.",
                    )
                )
            continue
        faults = Faults(f"{shown}/{path.name}")
        written = _text(path, faults)
        if written is not None:
            texts[language] = LessonText(language, faults.file, written, split_parts(written, faults))
        found += faults.found
    return replace(lesson, texts=texts), found


def _text(path: Path, faults: Faults) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.add(1, "The file is missing.", "Add it as docs/content-format.md says.")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        faults.add(line, "The file is not in UTF-8.", "Save it as UTF-8.")
    return None


def _strays(course: Course, folder: Path, shown: str) -> Iterable[Fault]:
    expected = {f"{lesson.key}.{language}.md" for lesson in course.lessons for language in LANGUAGES}
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.name not in expected:
                yield Fault(
                    f"{shown}/{path.name}", 1, "No lesson of course.yaml has this file.",
                    f"List the lesson there, or name the file <lesson>.<{'|'.join(LANGUAGES)}>.md.",
                )  # fmt: skip


def _check_course(course: Course, lessons: set[str]) -> Iterable[Fault]:
    sources = {source.id for source in course.sources}
    for lesson in course.lessons:
        base = lesson.texts.get(BASE_LANGUAGE)
        for text in lesson.texts.values():
            faults = Faults(text.file)
            check_lesson(text, sources, lessons, faults)
            if base and text is not base:
                check_same_shape(base, text, faults)
            yield from faults.found
