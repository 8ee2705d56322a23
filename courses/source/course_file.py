"""Reads course.yaml: everything about a course but the words of its lessons."""

import re
from collections import Counter

from courses.source.faults import Faults
from courses.source.fields import Fields, read_texts
from courses.source.lined_yaml import Lined, read_yaml
from courses.source.values import KINDS, Course, Lesson, Source, Texts

COURSE_FIELDS = (
    "key", "kind", "market", "cultural", "title", "summary", "objectives", "owner", "reviewed", "review_due",
    "needs_local_reviewer", "lessons", "completion", "sources",
)  # fmt: skip
LESSON_FIELDS = ("key", "title", "goal", "minutes", "required")
SOURCE_FIELDS = ("id", "title", "url", "note")
MARKET = re.compile(r"[A-Z]{2,10}")
SOURCE_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")


def read_course(text: str, folder: str, faults: Faults) -> Course | None:
    """The course of one file, with lessons that have no words yet. None where the file is no YAML mapping."""
    document = read_yaml(text, faults)
    if document is None or not isinstance(document.value, dict):
        if document:
            faults.add(
                document.line,
                "The file is not a mapping.",
                "Begin with 'key: …' as in docs/content-format.md.",
            )
        return None
    fields = Fields(document, "the course", COURSE_FIELDS, faults)
    kind = fields.one_of("kind", KINDS)
    rule, quiz = _completion(fields, faults)
    course = Course(
        key=fields.slug("key"),
        kind=kind,
        market=_market(fields, kind, faults),
        cultural=fields.flag("cultural"),
        title=fields.texts("title"),
        summary=fields.texts("summary"),
        objectives=_objectives(fields, faults),
        owner=fields.texts("owner"),
        reviewed=fields.day("reviewed"),
        review_due=fields.day("review_due"),
        needs_local_reviewer=fields.flag("needs_local_reviewer"),
        lessons=_lessons(fields, faults),
        completion=rule,
        quiz=quiz,
        sources=_sources(fields, kind, faults),
    )
    _check_together(course, fields, folder, faults)
    return course


def _market(fields: Fields, kind: str, faults: Faults) -> str | None:
    if kind != "market":
        if "market" in fields.items:
            faults.add(
                fields.line_of("market"), f"A course of kind {kind!r} has no market.", "Remove the line."
            )
        return None
    market = fields.plain("market", "DE")
    if market and not MARKET.fullmatch(market):
        faults.add(
            fields.line_of("market"),
            f"{market!r} is not a market code.",
            "Use capital letters: a country's two, or a region such as GULF.",
        )
    return market or None


def _objectives(fields: Fields, faults: Faults) -> tuple[Texts, ...]:
    items = fields.listed("objectives")
    if items and not 3 <= len(items) <= 6:
        faults.add(fields.line_of("objectives"), f"There are {len(items)} objectives.", "Write three to six.")
    return tuple(read_texts(item, "An objective", faults) for item in items)


def _completion(fields: Fields, faults: Faults) -> tuple[str, str | None]:
    item = fields.items.get("completion")
    if item is None:
        faults.add(fields.line, "The course has no 'completion'.", "Add 'completion: {lessons: required}'.")
        return "required", None
    inner = Fields(item, "'completion'", ("lessons", "quiz"), faults)
    return inner.one_of("lessons", ("required", "all")), inner.slug("quiz", required=False) or None


def _lessons(fields: Fields, faults: Faults) -> tuple[Lesson, ...]:
    lessons = []
    for item in fields.listed("lessons"):
        inner = Fields(item, "a lesson", LESSON_FIELDS, faults)
        lessons.append(
            Lesson(
                key=inner.slug("key"),
                title=inner.texts("title"),
                goal=inner.texts("goal"),
                minutes=inner.whole("minutes", 1, 60),
                required=inner.flag("required"),
                line=item.line,
            )
        )
    return tuple(lessons)


def _sources(fields: Fields, kind: str, faults: Faults) -> tuple[Source, ...]:
    items = fields.listed("sources", required=kind == "market")
    return tuple(_source(item, faults) for item in items)


def _source(item: Lined, faults: Faults) -> Source:
    fields = Fields(item, "a source", SOURCE_FIELDS, faults)
    key, url = fields.plain("id", "D1"), fields.plain("url", "https://…", required=False) or None
    if key and not SOURCE_ID.fullmatch(key):
        faults.add(
            fields.line_of("id"), f"{key!r} is not a source id.", "Use a letter and digits, such as D1."
        )
    if url and not url.startswith(("https://", "http://")):
        faults.add(
            fields.line_of("url"),
            f"{url!r} is not a web address.",
            "Begin with https://, or leave the line out.",
        )
    note = fields.texts("note", required=False) or None
    return Source(key, fields.plain("title", "Title of the source"), url, note)


def _check_together(course: Course, fields: Fields, folder: str, faults: Faults) -> None:
    if course.key and course.key != folder:
        faults.add(
            fields.line_of("key"),
            f"The key is {course.key!r}, the folder {folder!r}.",
            "Give both the same name.",
        )
    if course.review_due < course.reviewed:
        faults.add(
            fields.line_of("review_due"), "The next review is due before the last one.", "Give a later date."
        )
    if (
        course.completion == "required"
        and course.lessons
        and not any(each.required for each in course.lessons)
    ):
        faults.add(
            fields.line_of("lessons"),
            "No lesson is required.",
            "Set 'required: true', or 'completion: {lessons: all}'.",
        )
    for what, name, keys in (
        ("lesson", "lessons", [lesson.key for lesson in course.lessons]),
        ("source", "sources", [source.id for source in course.sources]),
    ):
        for key, times in Counter(keys).items():
            if key and times > 1:
                faults.add(
                    fields.line_of(name),
                    f"The {what} {key!r} stands {times} times.",
                    "Give each its own key.",
                )
