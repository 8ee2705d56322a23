"""Progress: the percentage never lies, whatever the content becomes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.progress import Rule, Step, neighbours, next_unfinished, progress, resume

KEYS = [f"l{number}" for number in range(8)]
steps_lists = st.lists(st.booleans(), min_size=1, max_size=8).map(
    lambda flags: [Step(key, required) for key, required in zip(KEYS, flags, strict=False)]
)
rules = st.builds(Rule, st.sampled_from(["required", "all"]), st.sampled_from([None, "quiz"]))
done_sets = st.sets(st.sampled_from([*KEYS, "gone", "renamed"]))


@given(steps_lists, rules, done_sets, st.booleans())
def test_hundred_means_fulfilled_and_nothing_else_does(
    steps: list[Step], rule: Rule, done: set[str], passed: bool
) -> None:
    found = progress(steps, rule, done, quiz_passed=passed)
    assert 0 <= found.done <= found.needed
    assert 0 <= found.percent <= 100
    assert (found.percent == 100) == found.fulfilled
    assert (found.percent > 0) == (found.done > 0 or found.fulfilled)
    missing = [
        step.key for step in steps if (step.required or rule.lessons == "all") and step.key not in done
    ]
    assert found.fulfilled == (not missing and (rule.quiz is None or passed))


@given(steps_lists, rules, done_sets, st.booleans(), st.sampled_from(KEYS))
def test_one_more_lesson_never_takes_away(
    steps: list[Step], rule: Rule, done: set[str], passed: bool, key: str
) -> None:
    before = progress(steps, rule, done, quiz_passed=passed)
    after = progress(steps, rule, done | {key}, quiz_passed=passed)
    assert after.percent >= before.percent


@given(steps_lists, rules, done_sets)
def test_the_way_on_ends_only_when_the_lessons_are_done(
    steps: list[Step], rule: Rule, done: set[str]
) -> None:
    key = next_unfinished(steps, rule, steps[0].key, done | {steps[0].key})
    lessons_done = progress(steps, rule, done | {steps[0].key}, quiz_passed=True).lessons_done
    assert key is not None or lessons_done
    assert key is None or key not in done


def test_new_lessons_after_completion_lower_the_percentage() -> None:
    old, new = [Step("a", True), Step("b", True)], [Step("a", True), Step("b", True), Step("c", True)]
    assert progress(old, Rule("required"), {"a", "b"}, quiz_passed=False).percent == 100
    assert progress(new, Rule("required"), {"a", "b"}, quiz_passed=False).percent == 66


def test_resume_is_where_a_button_led_last() -> None:
    steps = [Step(key, True) for key in "abcd"]
    at = datetime(2026, 11, 22, tzinfo=UTC)
    opened = {"a": at, "c": at + timedelta(hours=1)}
    assert resume(steps, set(), {}) == "a"
    assert resume(steps, {"a"}, opened) == "c"
    assert resume(steps, {"a", "c"}, opened) == "b"
    assert resume(steps, set("abcd"), opened) is None


def test_what_was_left_out_comes_after_the_end() -> None:
    steps = [Step("a", True), Step("b", False), Step("c", True)]
    assert next_unfinished(steps, Rule("required"), "c", {"c"}) == "a"
    assert next_unfinished(steps, Rule("required"), "c", {"a", "c"}) is None
    assert next_unfinished(steps, Rule("all"), "c", {"a", "c"}) == "b"


def test_neighbours() -> None:
    assert neighbours("abc", "a") == (None, "b")
    assert neighbours("abc", "b") == ("a", "c")
    assert neighbours("abc", "c") == ("b", None)
