"""A whole lesson as HTML, with what the page around it needs to know."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape

from courses.blocks.callouts import callout
from courses.blocks.choices import check, scenario
from courses.blocks.compare import compare
from courses.blocks.pen import Pen
from courses.blocks.phrases import phrases
from courses.blocks.reveal import reveal
from courses.source.marks import evidence_marks
from courses.source.values import LABELS, LessonText, Part

_BLOCKS: Mapping[str, Callable[[Part, Pen], str]] = {
    "do": callout,
    "avoid": callout,
    "ask": callout,
    "note": callout,
    "phrases": phrases,
    "compare": compare,
    "reveal": reveal,
    "check": check,
    "scenario": scenario,
}
_ADDED = re.compile(r"<(\w+) [^>]*data-added>.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|strong|em|code|span)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class RenderedLesson:
    """`plain` is the author's text alone, for searching; `sources` and `labels` are those its marks name, in order."""

    html: str
    plain: str
    sources: tuple[str, ...]
    labels: tuple[str, ...]


def render_lesson(text: LessonText) -> RenderedLesson:
    """The lesson in one language. Takes faultless files; the reader finds the faults."""
    pen = Pen(text.language)
    html = "".join(_BLOCKS[part.kind](part, pen) if part.kind else pen.text(part.body) for part in text.parts)
    marks = [mark.text.split() for mark in evidence_marks(text.written)]
    used = {mark[0] for mark in marks}
    return RenderedLesson(
        html=html,
        plain=plain_text(html),
        sources=tuple(dict.fromkeys(source for mark in marks for source in mark[1:])),
        labels=tuple(label for label in LABELS if label in used),
    )


def plain_text(html: str) -> str:
    """The words of rendered HTML without tags and without what rendering added."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", _ADDED.sub("", html)))).split())
