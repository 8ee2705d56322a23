"""The pure rules: drawing, when attempts are open, marking."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts import GRACE, Allowance, allowance, deadline, elapsed, is_due, is_newer, is_open
from quizzes.drawing import NotEnoughQuestions, draw_form, short_items
from quizzes.grading import Slot, grade, read_slots
from quizzes.quiz import Item
from quizzes.wording import inline
from tests.quizzes import samples

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
BANK = {f"q{number}": ["pool", "odd" if number % 2 else "even"] for number in range(1, 9)}
tagged = st.dictionaries(
    st.sampled_from([f"q{number}" for number in range(12)]),
    st.sets(st.sampled_from("abc"), min_size=1),
    max_size=12,
)
items = st.lists(
    st.builds(Item, count=st.integers(1, 3), tags=st.sets(st.sampled_from("abc"), min_size=1).map(frozenset)),
    min_size=1,
    max_size=4,
)


@given(bank=tagged, lines=items, seed=st.integers(0, 50))
def test_a_form_has_no_question_twice_and_the_right_tags(
    bank: dict[str, set[str]], lines: list[Item], seed: int
) -> None:
    try:
        form = draw_form(lines, bank, Random(seed), shuffle=False)
    except NotEnoughQuestions as shortage:
        assert shortage.items
        return
    assert len(set(form)) == len(form) == sum(line.count for line in lines)
    places = [line for line in lines for _ in range(line.count)]
    assert all(line.tags <= bank[key] for line, key in zip(places, form, strict=True))


def test_the_same_seed_draws_the_same_form_and_another_seed_another() -> None:
    lines = [Item(count=4, tags=frozenset({"pool"}))]
    forms = {tuple(draw_form(lines, BANK, Random(seed), shuffle=True)) for seed in range(20)}
    assert len(forms) > 10
    assert draw_form(lines, BANK, Random(3), shuffle=True) == draw_form(lines, BANK, Random(3), shuffle=True)


def test_every_question_of_a_draw_has_about_the_same_chance() -> None:
    lines = [Item(count=2, tags=frozenset({"odd"}))]
    drawn = [key for seed in range(400) for key in draw_form(lines, BANK, Random(seed), shuffle=False)]
    assert all(150 <= drawn.count(key) <= 250 for key in ("q1", "q3", "q5", "q7"))


def test_a_draw_makes_way_for_a_fixed_question_and_for_a_narrower_draw() -> None:
    bank = {"a": {"x"}, "b": {"x", "y"}, "c": {"x"}}
    lines = [Item(count=1, tags=frozenset({"x"})), Item(count=1, tags=frozenset({"y"})), Item(question="a")]
    for seed in range(20):
        assert draw_form(lines, bank, Random(seed), shuffle=False) == ["c", "b", "a"]


def test_what_cannot_be_filled_is_named() -> None:
    assert short_items([Item(question="q1"), Item(question="zz")], BANK) == [1]
    assert short_items([Item(count=9, tags=frozenset({"pool"}))], BANK) == [0]
    assert short_items([Item(count=4, tags=frozenset({"pool", "odd"}))], BANK) == []


def test_deadline_and_grace() -> None:
    end = deadline(NINE, 20)
    assert end == NINE + timedelta(minutes=20)
    assert deadline(NINE, None) is None
    assert is_open(None, end, end + GRACE)
    assert not is_open(None, end, end + GRACE + timedelta(milliseconds=1))
    assert not is_open(NINE, end, NINE)
    assert not is_due(None, NINE + timedelta(days=900))
    assert elapsed(NINE, NINE + timedelta(seconds=1.5)) == 1500


def test_an_equal_sequence_is_a_retry_not_a_newer_answer() -> None:
    assert is_newer(1, None)
    assert is_newer(2, 1)
    assert not is_newer(1, 1)


@pytest.mark.parametrize(
    ("limit", "wait", "submitted", "expected"),
    [
        (None, 0, [], Allowance(None, None)),
        (3, 10, [], Allowance(3, None)),
        (3, 10, [NINE - timedelta(minutes=4)], Allowance(2, NINE + timedelta(minutes=6))),
        (3, 10, [NINE - timedelta(minutes=10)], Allowance(2, None)),
        (1, 10, [NINE - timedelta(minutes=4)], Allowance(0, None)),
        (None, 0, [NINE], Allowance(None, None)),
    ],
)
def test_allowance(limit: int | None, wait: int, submitted: list[datetime], expected: Allowance) -> None:
    assert allowance(limit, wait, submitted, NINE) == expected
    assert expected.may_start is (expected.left != 0 and expected.next_at is None)


def _slots(count: int, points: float = 1) -> list[Slot]:
    return [Slot(number, "", points, ("a", "b", "c")) for number in range(count)]


def test_marks_add_up_and_name_the_version_they_judged() -> None:
    result = grade(_slots(3), [samples.SINGLE] * 3, {1: {"choice": "b"}, 2: {"choice": "a"}}, 70)
    assert (result.score, result.max_score, result.percent, result.passed) == (1, 3, 33.3, False)
    assert [(mark.version, mark.fraction) for mark in result.marks] == [(0, 1), (1, 0), (2, 0)]


@pytest.mark.parametrize(("right", "passed"), [(13, False), (14, True)])
def test_the_percentage_shown_decides(right: int, *, passed: bool) -> None:
    answers = {number: {"choice": "b"} for number in range(1, right + 1)}
    result = grade(_slots(20), [samples.SINGLE] * 20, answers, 70)
    assert result.passed is passed


def test_tenths_of_points_are_exact() -> None:
    result = grade(_slots(3, points=0.1), [samples.SINGLE] * 3, {n: {"choice": "b"} for n in (1, 2, 3)}, 100)
    assert (result.score, result.max_score, result.percent, result.passed) == (0.3, 0.3, 100, True)


@given(
    answers=st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1, max_size=12),
    points=st.sampled_from([0.1, 0.5, 1, 2, 3.3]),
    mark=st.integers(0, 100),
)
def test_a_grade_is_bounded_and_agrees_with_itself(
    answers: list[str | None], points: float, mark: int
) -> None:
    count = len(answers)
    given_ = {number: {"choice": one} for number, one in enumerate(answers, 1) if one}
    result = grade(_slots(count, points), [samples.SINGLE] * count, given_, mark)
    assert 0 <= result.score <= result.max_score
    assert result.passed is (result.percent >= mark)
    share = Fraction(answers.count("b"), count) * 100
    assert abs(Fraction(result.percent) - share) <= Fraction(51, 1000)


def test_slots_are_kept_as_plain_data() -> None:
    slots = _slots(2, 1.5)
    assert read_slots([slot.as_data() for slot in slots]) == slots


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and `code`", "<strong>bold</strong> and <code>code</code>"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("[away](https://example.com)", "[away](https://example.com)"),
        ("one\ntwo", "one<br />\ntwo"),
    ],
)
def test_texts_have_emphasis_and_nothing_that_leads_away(text: str, html: str) -> None:
    assert inline(text) == html
