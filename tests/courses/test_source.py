"""The reader: a right course has no faults, and each fault names file, line and remedy."""

from pathlib import Path

import pytest

from courses.source.reading import read_courses
from tests.courses.sample import COURSE, FIRST, FIRST_ZH, read, write

YAML = "courses/content/tea/course.yaml"
EN = "courses/content/tea/lessons/first.en.md"
ZH = "courses/content/tea/lessons/first.zh_Hans.md"


def test_a_right_course_has_no_faults(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert not reading.faults
    (course,) = reading.courses
    assert (course.key, course.market, course.quiz) == ("tea", "DE", None)
    assert [lesson.key for lesson in course.lessons] == ["first", "second", "extra"]
    assert [part.kind for part in course.lessons[0].texts["zh_Hans"].parts] == ["", "do", "check"]


IN_COURSE_FILE = [
    ("kind: market", "kind: markett", 2, "Did you mean 'market'"),
    ("market: DE", "market: Germany", 3, "capital letters"),
    ("kind: market", "kind: module", 3, "no market"),
    ("cultural: true", "cultural: maybe", 4, "cultural: true"),
    ("title: {en: Tea, zh_Hans: 茶}", "title: {zh_Hans: 茶}", 5, "base language"),
    ("title: {en: Tea, zh_Hans: 茶}", "title: {en: Tea, zh_Hant: 茶}", 5, "unknown language 'zh_Hant'"),
    ("title: {en: Tea, zh_Hans: 茶}", "titel: {en: Tea, zh_Hans: 茶}", 5, "Did you mean 'title'"),
    ("  - {en: Praise tea, zh_Hans: 称赞}\n", "", 7, "three to six"),
    ("reviewed: 2026-11-22", "reviewed: last week", 12, "2026-11-22"),
    ("review_due: 2027-11-22", "review_due: 2025-11-22", 13, "later date"),
    ("    minutes: 4", "    minutes: 400", 24, "from 1 to 60"),
    ("  - key: second", "  - key: First_Cup", 21, "lower case"),
    ("key: tea", "key: coffee", 1, "same name"),
    ("  lessons: required", "  lessons: some", 32, "Use one of: required, all"),
    ("    url: https://example.com/tea", "    url: example.com/tea", 36, "https://"),
    ("owner: {en: Training, zh_Hans: 培训部}", "owner: {en: Training: Asia}", 11, "Quote text"),
    ("kind: market", "key: tea", 2, "the first is on line 1"),
]


@pytest.mark.parametrize(("before", "after", "line", "words"), IN_COURSE_FILE)
def test_fault_in_the_course_file(tmp_path: Path, before: str, after: str, line: int, words: str) -> None:
    assert before in COURSE
    faults = [str(fault) for fault in read(tmp_path, COURSE.replace(before, after, 1)).faults]
    assert any(fault.startswith(f"{YAML}:{line}: ") and words in fault for fault in faults), faults


IN_LESSON = [
    ("[[V D1]]", "[[V D7]]", 1, "'D7'"),
    ("[[V D1]]", "[[V]]", 1, "[[V D1]]"),
    ("[[V D1]]", "[[W D1]]", 1, "no known label"),
    ("[[V D1]]", "[[V D1]", 1, "stands alone"),
    ("## Pouring", "# Pouring", 3, "## and ###"),
    ("## Pouring", "### Pouring", 3, "Begin with ##"),
    ("lesson:tea/second", "lesson:tea/third", 5, "There is no lesson 'tea/third'"),
    ("lesson:tea/second", "second.md", 5, "leads nowhere"),
    ("Then read", "<b>Then</b> read", 5, "HTML is not allowed: <b>"),
    ("Then read", "**Then read", 5, "never closed"),
    ("::: do", "::: doo", 7, "Did you mean 'do'"),
    (
        "::: do\n- Ask before you pour. [[K]]\n:::\n",
        "::: do\n- Ask before you pour. [[K]]\n",
        10,
        "opened on line 7",
    ),
    (").\n\n::: do", ").\n::: do", 6, "blank line before"),
    (":::\n\n::: check", ":::\nMore.\n\n::: check", 10, "blank line behind"),
    ("- [x] Offer", "- [ ] Offer", 11, "Mark exactly one"),
    ("- [ ] Wait.", "- [y] Wait.", 14, "[x] for the right one"),
    ("  > The guest may be too shy to ask.\n", "", 14, "teaches nothing"),
    ("The cup is empty. What now?\n", "", 11, "no text before its choices"),
]


@pytest.mark.parametrize(("before", "after", "line", "words"), IN_LESSON)
def test_fault_in_a_lesson(tmp_path: Path, before: str, after: str, line: int, words: str) -> None:
    assert before in FIRST
    faults = [str(fault) for fault in read(tmp_path, first_en=FIRST.replace(before, after, 1)).faults]
    assert any(fault.startswith(f"{EN}:{line}: ") and words in fault for fault in faults), faults


BLOCKS = [
    ("::: phrases\n| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n:::", 3, "language tag"),
    ("::: phrases de\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n:::", 4, "3 cells, not 4"),
    ("::: phrases de\n| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 |\n:::", 6, "3 cells, not 4"),
    ("::: compare\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n:::", 6, "3 cells, not 2"),
    ("::: compare\nNothing\n:::", 4, "not part of its table"),
    ("::: reveal\nText\n:::", 3, "question"),
    ("::: note\n:::", 3, "empty"),
    ("::: scenario\nIt rains.\n\n- [best] a\n  > b\n- [poor] c\n  > d\n:::", 3, "no title"),
    ("::: scenario T\nIt rains.\n\n- [best] a\n  > b\n- [best] c\n  > d\n:::", 3, "Mark exactly one"),
    ("::: scenario T\nIt rains.\n\n- [best] a\n  > b\n- [bad] c\n  > d\n:::", 8, "no verdict"),
    ("::: scenario T\nIt rains.\n\n- [best] a\n  > b\n:::", 3, "2 to 4"),
    (":::", 3, "none is open"),
]


@pytest.mark.parametrize(("block", "line", "words"), BLOCKS)
def test_fault_in_a_block(tmp_path: Path, block: str, line: int, words: str) -> None:
    faults = [str(fault) for fault in read(tmp_path, second_en=f"Text.\n\n{block}\n").faults]
    place = f"courses/content/tea/lessons/second.en.md:{line}: "
    assert any(fault.startswith(place) and words in fault for fault in faults), faults


OTHER_SHAPE = [
    ("## 倒茶\n", "", 6, "heading '##' (line 3)"),
    ("::: do", "::: avoid", 7, "block 'do' (line 7)"),
    (
        "- [x] 再请一杯。\n  > 对：问一句没有成本。\n",
        "- [x] 再请一杯。\n  > 对。\n- [ ] 走开。\n  > 不妥。\n",
        11,
        "choices - x",
    ),
    ("先温壶。[[V D1]]", "先温壶。", 1, "[[V D1]]"),
    ("接着读", "接着[[S]]读", 1, "Remove it"),
]


@pytest.mark.parametrize(("before", "after", "line", "words"), OTHER_SHAPE)
def test_a_translation_with_another_shape(
    tmp_path: Path, before: str, after: str, line: int, words: str
) -> None:
    assert before in FIRST_ZH
    faults = [str(fault) for fault in read(tmp_path, first_zh_Hans=FIRST_ZH.replace(before, after, 1)).faults]
    assert any(fault.startswith(f"{ZH}:{line}: ") and words in fault for fault in faults), faults


def test_missing_translation_is_no_fault_but_missing_base_is(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "tea/lessons/second.zh_Hans.md").unlink()
    assert not read_courses(root).faults
    (root / "tea/lessons/second.en.md").unlink()
    (fault,) = [fault for fault in read_courses(root).faults if "has no file" in fault.message]
    assert (fault.file, fault.line) == (YAML, 21)


def test_stray_file_and_wrong_encoding(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "tea/lessons/third.en.md").write_text("Nobody lists me.")
    (root / "tea/lessons/second.en.md").write_bytes("One.\n\n茶".encode("gb18030"))
    faults = [str(fault) for fault in read_courses(root).faults]
    assert any("third.en.md:1: No lesson of course.yaml" in fault for fault in faults)
    assert any("second.en.md:3: The file is not in UTF-8" in fault for fault in faults)


def test_code_is_left_alone(tmp_path: Path) -> None:
    text = "Write `<b>`, `[[X]]` and `**`.\n\n```\n::: nothing\n<i>\n```\n"
    assert not read(tmp_path, second_en=text).faults
