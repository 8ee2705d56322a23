"""A small course as files, right in everything; tests change one thing and see what is said."""

from pathlib import Path

from sqlalchemy.orm import Session

from courses.services.importing import import_courses, prepare
from courses.source.reading import Reading, read_courses

COURSE = """\
key: tea
kind: market
market: DE
cultural: true
title: {en: Tea, zh_Hans: 茶}
summary: {en: How tea is served., zh_Hans: 如何奉茶。}
objectives:
  - {en: Serve tea, zh_Hans: 奉茶}
  - {en: Refuse tea, zh_Hans: 婉拒}
  - {en: Praise tea, zh_Hans: 称赞}
owner: {en: Training, zh_Hans: 培训部}
reviewed: 2026-11-22
review_due: 2027-11-22
needs_local_reviewer: true
lessons:
  - key: first
    title: {en: First cup, zh_Hans: 第一杯}
    goal: {en: Pour the first cup, zh_Hans: 倒第一杯}
    minutes: 5
    required: true
  - key: second
    title: {en: Second cup, zh_Hans: 第二杯}
    goal: {en: Pour the second cup, zh_Hans: 倒第二杯}
    minutes: 4
    required: true
  - key: extra
    title: {en: Biscuits, zh_Hans: 饼干}
    goal: {en: Offer biscuits, zh_Hans: 请吃饼干}
    minutes: 3
    required: false
completion:
  lessons: required
sources:
  - id: D1
    title: The tea book
    url: https://example.com/tea
"""

FIRST = """\
Warm the pot before anything else. [[V D1]]

## Pouring

Then read about [the second cup](lesson:tea/second).

::: do
- Ask before you pour. [[K]]
:::

::: check
The cup is empty. What now?

- [ ] Wait.
  > The guest may be too shy to ask.
- [x] Offer more.
  > Right: an offer costs nothing.
:::
"""
FIRST_ZH = """\
先温壶。[[V D1]]

## 倒茶

接着读[第二杯](lesson:tea/second)。

::: do
- 倒之前先问一句。[[K]]
:::

::: check
杯子空了，怎么办？

- [ ] 等一等。
  > 客人可能不好意思开口。
- [x] 再请一杯。
  > 对：问一句没有成本。
:::
"""
PLAIN = {"en": "Nothing is hurried.\n", "zh_Hans": "不必着急。\n"}


def write(tmp_path: Path, course: str = COURSE, key: str = "tea", **lessons: str) -> Path:
    """Writes the course's folder and returns the folder of all courses. A lesson's text by `first_en=…`."""
    root = tmp_path / "courses" / "content"
    folder = root / key / "lessons"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "course.yaml").write_text(course, encoding="utf-8")
    texts = {"first_en": FIRST, "first_zh_Hans": FIRST_ZH}
    for lesson in ("second", "extra"):
        texts |= {f"{lesson}_{language}": text for language, text in PLAIN.items()}
    for name, text in (texts | lessons).items():
        lesson, _sep, language = name.partition("_")
        (folder / f"{lesson}.{language}.md").write_text(text, encoding="utf-8")
    return root


def read(tmp_path: Path, course: str = COURSE, **lessons: str) -> Reading:
    """Writes and reads the course."""
    return read_courses(write(tmp_path, course, **lessons))


def load(session: Session, tmp_path: Path, course: str = COURSE, **lessons: str) -> list[str]:
    """Writes, reads and imports the course, and commits."""
    reading = read(tmp_path, course, **lessons)
    assert not reading.faults
    changes = import_courses(session, [prepare(each) for each in reading.courses])
    session.commit()
    return changes


def with_quiz(key: str) -> str:
    """The course with a quiz to pass."""
    return COURSE.replace("  lessons: required\n", f"  lessons: required\n  quiz: {key}\n")
