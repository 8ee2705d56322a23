"""Blocks as HTML: they teach without scripts, and nothing inline stands in them."""

import re

import pytest

from courses.blocks.links import carry_language
from courses.blocks.render import RenderedLesson, render_lesson
from courses.source.faults import Faults
from courses.source.lesson_file import split_parts
from courses.source.values import LessonText
from tests.courses.sample import FIRST, FIRST_ZH


def render(written: str, language: str = "en") -> RenderedLesson:
    parts = split_parts(written, Faults("lesson.md"))
    return render_lesson(LessonText(language, "lesson.md", written, parts))


def test_check_opens_by_itself_and_says_in_words_what_was_right() -> None:
    html = render(FIRST).html
    names = re.findall(
        r'<details class="answer answer--(\w+)" name="([\w-]+)"><summary>(.*?)</summary>', html
    )
    assert names == [("wrong", "choice-1", "Wait."), ("right", "choice-1", "Offer more.")]
    assert "Best answer" in html
    assert "Right: an offer costs nothing." in html


def test_rendering_speaks_the_lessons_language() -> None:
    html = render(FIRST_ZH, "zh_Hans").html
    assert "自我检测" in html
    assert "最佳答案" in html
    assert "Best answer" not in html


def test_scenario_has_a_verdict_for_each_choice() -> None:
    html = render(
        "::: scenario Rain\nIt rains.\n\n- [poor] Run.\n  > Wet.\n- [best] Wait.\n  > Dry.\n- [ok] Ask.\n  > Damp.\n:::\n"
    ).html
    assert re.findall(r"answer--(\w+)", html) == ["poor", "best", "ok"]
    assert '<p class="block__title">Rain</p>' in html
    for words in ("Makes it worse", "Best choice", "Acceptable, with a cost"):
        assert words in html


def test_phrases_carry_their_language_and_direction() -> None:
    table = "| Phrase | Say it | Meaning | When |\n|---|---|---|---|\n| شكراً | shukran | Thank you | Any time [[K]] |\n"
    html = render(f"::: phrases ar\n{table}:::\n").html
    assert '<td class="phrase__script" lang="ar" dir="rtl" data-label="Phrase">شكراً</td>' in html
    assert 'class="phrase__say" data-label="Say it"' in html
    assert 'lang="de" dir="ltr"' in render(f"::: phrases de\n{table}:::\n").html


def test_compare_has_row_headings_and_no_empty_heading() -> None:
    html = render("::: compare\n| | Here | There |\n|---|---:|---|\n| Date | 1 | 2 |\n:::\n").html
    assert '<th scope="row">Date</th>' in html
    assert "<td></td>" in html
    assert '<td class="number" data-label="Here">1</td>' in html
    assert "style=" not in html


def test_reveal_and_callouts() -> None:
    html = render("::: reveal Why?\nBecause.\n:::\n\n::: avoid Words that hurt\n- No.\n:::\n").html
    assert "<summary>Why?</summary>" in html
    assert '<div class="callout callout--avoid">' in html
    assert "Avoid</span> <span>Words that hurt</span>" in html


def test_evidence_is_explained_and_linked_but_not_inside_a_button() -> None:
    html = render("Warm the pot. [[V D1 D2]]\n\n::: reveal Why? [[K]]\nSo.\n:::\n").html
    assert '<a href="#mark-V" title="A source was read">' in html
    assert '<a href="#source-D1">D1</a> <a href="#source-D2">D2</a>' in html
    summary = re.search(r"<summary>(.*?)</summary>", html)
    assert summary and "evidence--k" in summary[1] and "<a " not in summary[1]
    assert "Warm the pot.<small" in html  # the mark clings to its claim


def test_what_the_page_needs_to_know() -> None:
    lesson = render("One. [[V D2]] Two. [[K]] Three. [[V D1 D2]]\n")
    assert lesson.sources == ("D2", "D1")
    assert lesson.labels == ("V", "K")
    assert lesson.plain == "One. Two. Three."


def test_searching_does_not_find_what_rendering_added() -> None:
    plain = render(FIRST).plain
    assert "Offer more." in plain
    assert "Check yourself" not in plain
    assert "A source was read" not in plain


def test_lesson_links_are_relative_and_keep_the_language() -> None:
    html = render("[b](lesson:tea/second) and [c](https://example.com/x)\n").html
    assert '<a class="lesson-link" href="../tea/second">b</a>' in html
    assert '<a href="https://example.com/x" rel="noreferrer">c</a>' in html
    assert 'href="../tea/second?language=zh_Hans"' in carry_language(html, "zh_Hans")
    assert 'href="https://example.com/x"' in carry_language(html, "zh_Hans")


def test_html_is_shown_not_obeyed() -> None:
    html = render('<script>alert(1)</script> [x](javascript:alert(1)) "quoted" {: onclick=x}\n').html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_headings_have_the_same_ids_in_every_language() -> None:
    ids = [
        re.findall(r'id="([\w-]+)"', render(*each).html) for each in ((FIRST, "en"), (FIRST_ZH, "zh_Hans"))
    ]
    assert ids[0] == ids[1] == ["section-1", "choice-1"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**“强调”**文字", "<strong>“强调”</strong>文字"),
        ("**注意：**请看", "<strong>注意：</strong>请看"),
        ("他说**“你好”**就走", "他说<strong>“你好”</strong>就走"),
        ("文字**强调**文字", "文字<strong>强调</strong>文字"),
        ("*（注）*下文", "<em>（注）</em>下文"),
        ("これは**「重要」**です", "これは<strong>「重要」</strong>です"),
        ("a **b** c*d*e", "a <strong>b</strong> c<em>d</em>e"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ('a**"b"**c', "a**&quot;b&quot;**c"),
    ],
)
def test_emphasis_beside_chinese(written: str, expected: str) -> None:
    assert render(written + "\n").html == f"<p>{expected}</p>\n"


def test_a_line_break_inside_chinese_text_is_no_space() -> None:
    assert render("第一行，\n第二行\n", "zh_Hans").html == "<p>第一行，第二行</p>\n"
    assert render("first\nsecond\n").html == "<p>first\nsecond</p>\n"
