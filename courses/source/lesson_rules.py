"""What a lesson's text must be: headings, evidence marks, links, no HTML, and every block in order."""

import re
from collections.abc import Collection

from courses.source.block_rules import check_block
from courses.source.faults import Faults, did_you_mean
from courses.source.marks import LESSON_LINK, MARK, evidence_marks, headings, links, plain_lines
from courses.source.values import LABELS, LessonText

HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(\s[^<>]*)?/?>")
ADDRESS = re.compile(r"(https?://|mailto:)\S+")

NEW_BLOCK = re.compile(r"\s*([|>#]|[-*+]\s|\d+\.\s|:::)")


def check_lesson(
    text: LessonText, sources: Collection[str], lessons: Collection[str], faults: Faults
) -> None:
    """Notes what is wrong. `sources` are the course's ids, `lessons` all lessons there are as "course/lesson"."""
    if not text.written.strip():
        faults.add(1, "The lesson is empty.", "Write it, or take it out of course.yaml.")
    for part in text.parts:
        check_block(part, faults)
    _headings(text.written, faults)
    _evidence(text.written, sources, faults)
    _links(text.written, lessons, faults)
    _markup(text.written, faults)
    _bold(text.written, faults)


def _headings(written: str, faults: Faults) -> None:
    seen_second = False
    for heading in headings(written):
        if heading.text not in ("##", "###"):
            faults.add(
                heading.line,
                f"{heading.text!r} is no heading of a lesson.",
                "Use ## and ###; the title stands in course.yaml.",
            )
        elif heading.text == "###" and not seen_second:
            faults.add(
                heading.line, "The first heading is '###'.", "Begin with ##, so that no level is skipped."
            )
        seen_second = seen_second or heading.text == "##"


def _evidence(written: str, sources: Collection[str], faults: Faults) -> None:
    for mark in evidence_marks(written):
        label, *ids = mark.text.split() or [""]
        if label not in LABELS:
            faults.add(
                mark.line, f"[[{mark.text}]] has no known label.", f"Begin with one of {', '.join(LABELS)}."
            )
        elif label == "V" and not ids:
            faults.add(mark.line, "[[V]] names no source.", "Add the source's id: [[V D1]].")
        for each in ids:
            if each not in sources:
                remedy = did_you_mean(each, sorted(sources)) if sources else "Add it under 'sources'."
                faults.add(
                    mark.line,
                    f"[[{mark.text}]] names {each!r}, which course.yaml does not list.",
                    f"{remedy} Or add it under 'sources'.",
                )


def _links(written: str, lessons: Collection[str], faults: Faults) -> None:
    for link in links(written):
        if match := LESSON_LINK.fullmatch(link.text):
            key = f"{match['course']}/{match['lesson']}"
            if key not in lessons:
                faults.add(link.line, f"There is no lesson {key!r}.", did_you_mean(key, sorted(lessons)))
        elif link.text.startswith("lesson:"):
            faults.add(link.line, f"{link.text!r} is no address of a lesson.", "Write lesson:course/lesson.")
        elif not ADDRESS.fullmatch(link.text):
            faults.add(
                link.line, f"The link {link.text!r} leads nowhere.", "Use https://…, or lesson:course/lesson."
            )


def _markup(written: str, faults: Faults) -> None:
    for number, line in plain_lines(written):
        if found := HTML.search(line):
            faults.add(
                number,
                f"HTML is not allowed: {found[0]}",
                "Write it in Markdown, or between `backticks` to show it.",
            )
        for stray in re.finditer(r"\[\[|\]\]", MARK.sub("", line)):
            faults.add(number, f"{stray[0]!r} stands alone.", "An evidence mark is [[V D1]] on one line.")


def _bold(written: str, faults: Faults) -> None:
    opened: int | None = None
    for number, line in [*plain_lines(written), (0, "")]:
        if opened and (not line.strip() or NEW_BLOCK.match(line)):
            faults.add(
                opened,
                "'**' opens bold text that is never closed.",
                "Close it in the same paragraph or cell.",
            )
            opened = None
        if line.count("**") % 2:
            opened = None if opened else number
