"""The rates: whatever the ledger says, each figure lies within the one before, and parts add up."""

from hypothesis import given
from hypothesis import strategies as st

from lms.reporting.rates import Figures, Outcomes, Rate, figures_by, overall

people = st.frozensets(st.integers(1, 8))
by_quiz = st.dictionaries(st.sampled_from(["a", "b", "c"]), people)
outcomes = st.builds(Outcomes, by_quiz, by_quiz, by_quiz)


def everything(found: Outcomes) -> Figures:
    return overall(found.by_quiz().values())


@given(outcomes)
def test_each_figure_lies_within_the_one_before(found: Outcomes) -> None:
    for figures in (everything(found), *(found.of_quiz(key) for key in "abc")):
        assert figures.passed <= figures.participated <= figures.required
        for rate in (figures.participation, figures.pass_rate_of_required, figures.pass_rate_of_takers):
            assert 0 <= rate.numerator <= rate.denominator
            assert rate.share is None or 0 <= rate.share <= 1
        assert len(figures.missing) + len(figures.failed) + len(figures.passed) == len(figures.required)


@given(outcomes, st.integers(1, 7))
def test_the_parts_of_a_company_add_up_to_the_whole(found: Outcomes, border: int) -> None:
    whole = everything(found)
    parts = figures_by(
        whole, {"left": frozenset(range(1, border + 1)), "right": frozenset(range(border + 1, 9))}
    )
    for name in ("required", "participated", "passed", "missing", "failed"):
        assert sum(len(getattr(part, name)) for part in parts.values()) == len(getattr(whole, name))


@given(outcomes)
def test_the_whole_says_what_the_quizzes_say(found: Outcomes) -> None:
    whole, each = everything(found), {key: found.of_quiz(key) for key in found.required}
    for person in range(1, 9):
        mine = [figures for figures in each.values() if person in figures.required]
        assert (person in whole.required) == bool(mine)
        assert (person in whole.participated) == any(person in figures.participated for figures in mine)
        assert (person in whole.passed) == (bool(mine) and all(person in figures.passed for figures in mine))


@given(outcomes, st.sampled_from("abc"), st.integers(1, 8))
def test_one_more_pass_lowers_nothing(found: Outcomes, quiz: str, person: int) -> None:
    def plus(groups: dict[str, frozenset[int]]) -> dict[str, frozenset[int]]:
        return groups | {quiz: groups.get(quiz, frozenset()) | {person}}

    after = Outcomes(found.required, plus(dict(found.submitted)), plus(dict(found.passed)))
    assert everything(found).passed <= everything(after).passed
    assert everything(found).participated <= everything(after).participated


def test_none_of_none_is_no_rate_and_none_of_some_is_zero() -> None:
    assert Rate(0, 0).share is None
    assert Rate(0, 3).share == 0
    assert Figures(frozenset({1}), frozenset(), frozenset()).pass_rate_of_takers.share is None


def test_a_pass_without_a_submission_in_the_period_does_not_count() -> None:
    one = frozenset({1})
    assert everything(Outcomes({"a": one}, {}, {"a": one})).passed == frozenset()
