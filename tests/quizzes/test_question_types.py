"""Every question type keeps its contract, and marks as its docstring says."""

import copy
import json
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.questions.base import BadResponse, Faults
from quizzes.questions.question import check_question
from quizzes.questions.register import TYPES, type_of
from tests.quizzes import samples

every_type = pytest.mark.parametrize("body", samples.ALL, ids=lambda body: body["type"])
questions = st.sampled_from(samples.ALL)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(list("abcdx123")),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(list("1234ab")), inner),
    max_leaves=8,
)
raws = (
    st.dictionaries(st.sampled_from(["choice", "choices", "value", "text", "pairs", "order"]), json_values)
    | json_values
)


def _order(body: dict[str, Any], seed: int = 1) -> list[str]:
    return type_of(body).order(body, Random(seed), shuffle=True)


def _mark(body: dict[str, Any], raw: Any, seed: int = 1) -> Fraction:
    type_ = type_of(body)
    return type_.fraction(body, type_.response(body, _order(body, seed), raw))


def _faults(body: dict[str, Any]) -> dict[tuple[str | int, ...], str]:
    faults = Faults(languages=("en", "zh_Hans"))
    check_question(body, faults)
    return {fault.path: str(fault) for fault in faults.found}


def test_there_are_seven_types() -> None:
    assert list(TYPES) == [
        "single",
        "multiple",
        "true_false",
        "numeric",
        "short_text",
        "matching",
        "ordering",
    ]


@every_type
def test_the_key_earns_everything_and_nothing_earns_nothing(body: dict[str, Any]) -> None:
    type_ = type_of(body)
    assert type_.fraction(body, type_.key(body)) == 1
    assert type_.fraction(body, None) == 0


@every_type
@pytest.mark.parametrize("nothing", [None, {}])
def test_an_empty_answer_is_no_answer(body: dict[str, Any], nothing: Any) -> None:
    assert type_of(body).response(body, _order(body), nothing) is None


@given(body=questions, raw=raws, seed=st.integers(0, 20))
def test_any_input_is_refused_or_marked_between_nothing_and_everything(
    body: dict[str, Any], raw: Any, seed: int
) -> None:
    type_, order = type_of(body), _order(body, seed)
    try:
        response = type_.response(body, order, raw)
    except BadResponse as refusal:
        assert str(refusal)
        return
    assert 0 <= type_.fraction(body, response) <= 1
    assert response == json.loads(json.dumps(response))
    again = type_.response(body, order, type_.shown(body, order, response))
    assert again == response  # what a page shows comes back as what was saved


@given(body=questions, first=st.integers(0, 1000), second=st.integers(0, 1000))
def test_the_order_shown_changes_no_score(body: dict[str, Any], first: int, second: int) -> None:
    type_ = type_of(body)
    for seed in (first, second):
        order = _order(body, seed)
        shown = type_.shown(body, order, type_.key(body))
        assert type_.fraction(body, type_.response(body, order, shown)) == 1


@every_type
def test_translating_changes_no_score(body: dict[str, Any]) -> None:
    type_ = type_of(body)
    translated = copy.deepcopy(body)
    for part in [translated, *translated.get("options", []), *translated.get("pairs", [])]:
        for name in ("stem", "text", "left", "right", "feedback"):
            if name in part:
                part[name]["zh_Hans"] = "另一种译文"
    assert type_.fraction(translated, type_.key(body)) == 1


@given(seed=st.integers(0, 5000))
def test_matching_and_ordering_are_never_shown_in_the_key_s_order(seed: int) -> None:
    assert _order(samples.ORDERING, seed) != ["a", "b", "c", "d"]
    assert _order(samples.MATCHING, seed) != ["a", "b", "c", "x"]


def test_single() -> None:
    assert _mark(samples.SINGLE, {"choice": "b"}) == 1
    assert _mark(samples.SINGLE, {"choice": "a"}) == 0
    with pytest.raises(BadResponse, match="Choose one option"):
        _mark(samples.SINGLE, {"choice": ["a", "b"]})
    with pytest.raises(BadResponse, match="options shown"):
        _mark(samples.SINGLE, {"choice": "z"})


@pytest.mark.parametrize(
    ("scoring", "chosen", "share"),
    [
        ("all_or_nothing", "ac", Fraction(1)),
        ("all_or_nothing", "a", Fraction(0)),
        ("all_or_nothing", "abc", Fraction(0)),
        ("partial", "a", Fraction(1, 2)),
        ("partial", "ab", Fraction(1, 2)),
        ("partial", "abc", Fraction(2, 3)),
        ("partial", "abcd", Fraction(1, 2)),
        ("partial", "bd", Fraction(0)),
        ("partial_with_penalty", "a", Fraction(1, 2)),
        ("partial_with_penalty", "ab", Fraction(0)),
        ("partial_with_penalty", "abc", Fraction(1, 2)),
        ("partial_with_penalty", "bd", Fraction(0)),
    ],
)
def test_multiple(scoring: str, chosen: str, share: Fraction) -> None:
    assert _mark(samples.MULTIPLE | {"scoring": scoring}, {"choices": list(chosen)}) == share


def test_true_false() -> None:
    assert _mark(samples.TRUE_FALSE, {"choice": "false"}) == 1
    assert _mark(samples.TRUE_FALSE, {"choice": "true"}) == 0


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.68", "1.68"),
        ("1,68", "1.68"),
        (" １．６８ ", "1.68"),
        ("1,68 kg", "1.68"),
        ("1.68千克", "1.68"),
        ("+1.680", "1.680"),
        ("−3", "-3"),
        (".5", "0.5"),
        ("0,125", "0.125"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1'234'567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("007", "7"),
        ("١٢", "12"),
        ("1.684", "1.684"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, value: str) -> None:
    body = samples.NUMERIC
    assert type_of(body).response(body, [], {"value": typed}) == {"value": value}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1,684", "1,684 can be read in two ways. Write 1684 or 1.684."),
        ("about 2", "Write a number in digits"),
        ("1e3", "Write a number in digits"),
        ("1..2", "Write a number in digits"),
        ("1,2,3", "Write a number in digits"),
        ("1.2 m", "Write a number in digits"),
        ("9" * 60, "Write a number in digits"),
    ],
)
def test_what_is_no_clear_number_is_explained(typed: str, message: str) -> None:
    with pytest.raises(BadResponse, match=message):
        type_of(samples.NUMERIC).response(samples.NUMERIC, [], {"value": typed})


@pytest.mark.parametrize(
    ("rule", "value", "right"),
    [
        ({"tolerance": 0.005}, "1.685", True),  # the edge counts, though 1.68 + 0.005 is not exact in binary
        ({"tolerance": 0.005}, "1.6851", False),
        ({"tolerance": 0.005}, "1.675", True),
        ({"tolerance_percent": 1}, "1.6968", True),
        ({"tolerance_percent": 1}, "1.6969", False),
        ({}, "1.680", True),
        ({}, "1.681", False),
    ],
)
def test_tolerance(rule: dict[str, float], value: str, *, right: bool) -> None:
    body = {name: samples.NUMERIC[name] for name in ("type", "answer")} | rule
    assert _mark(body, {"value": value}) == int(right)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("tatami", True),
        ("  TATAMI   Mat ", True),
        ("Ｔａｔａｍｉ", True),
        ("tatamí.", True),
        ("榻榻米", True),
        ("「榻 榻 米」", True),
        ("futon", False),
    ],
)
def test_short_text(typed: str, *, right: bool) -> None:
    assert _mark(samples.SHORT_TEXT, {"text": typed}) == int(right)


def test_a_text_keeps_what_was_typed_and_has_an_end() -> None:
    body = samples.SHORT_TEXT
    assert type_of(body).response(body, [], {"text": " Tatami  Mat "}) == {"text": "Tatami  Mat"}
    with pytest.raises(BadResponse, match="at most 200"):
        type_of(body).response(body, [], {"text": "a" * 201})


def test_matching() -> None:
    body, type_ = samples.MATCHING, type_of(samples.MATCHING)
    order = ["x", "c", "a", "b"]
    response = type_.response(body, order, {"pairs": {"1": "3", "2": "1", "3": ""}})
    assert response == {"pairs": {"a": "a", "b": "x"}}
    assert type_.fraction(body, response) == Fraction(1, 3)


def test_ordering() -> None:
    body, type_ = samples.ORDERING, type_of(samples.ORDERING)
    order = ["d", "a", "b", "c"]
    response = type_.response(body, order, {"order": ["2", "3", "1", "4"]})
    assert response == {"order": ["a", "b", "d", "c"]}
    assert type_.fraction(body, response) == Fraction(1, 2)
    with pytest.raises(BadResponse, match="a place of its own, 1 to 4"):
        type_.response(body, order, {"order": ["1", "1", "2", "3"]})


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (samples.SINGLE, {"choice": ["b"]}),
        (samples.MULTIPLE, {"choices": ["c", "a"]}),
        (samples.TRUE_FALSE, {"choice": ["false"]}),
        (samples.NUMERIC, {"value": ["1,68"]}),
        (samples.SHORT_TEXT, {"text": ["tatami"]}),
        (samples.MATCHING, {"pair-1": ["3"], "pair-2": ["4"], "pair-3": ["2"]}),
        (samples.ORDERING, {"place-1": ["4"], "place-2": ["1"], "place-3": ["2"], "place-4": ["3"]}),
    ],
    ids=lambda value: value.get("type", ""),
)
def test_a_plain_form_says_the_same_as_the_script(body: dict[str, Any], fields: dict[str, list[str]]) -> None:
    type_ = type_of(body)
    order = {"matching": ["x", "c", "a", "b"], "ordering": ["d", "a", "b", "c"]}.get(
        body["type"], _order(body)
    )
    assert type_.fraction(body, type_.response(body, order, type_.from_form(fields))) == 1


@pytest.mark.parametrize("places", [["1", "1", "2", "3"], ["1", "2", "3", ""]])
def test_a_plain_form_with_doubled_or_missing_places_is_refused(places: list[str]) -> None:
    body, type_ = samples.ORDERING, type_of(samples.ORDERING)
    fields = {f"place-{number}": [place] for number, place in enumerate(places, start=1)}
    with pytest.raises(BadResponse, match="a place of its own"):
        type_.response(body, list("dabc"), type_.from_form(fields))


@every_type
def test_the_samples_are_in_order(body: dict[str, Any]) -> None:
    assert _faults(body) == {}


@pytest.mark.parametrize(
    ("body", "change", "path", "message"),
    [
        (samples.SINGLE, {"type": "essay"}, ("type",), "Choose one of: single, multiple"),
        (samples.SINGLE, {"options": []}, ("options",), "Mark exactly one"),
        (samples.SINGLE, {"stem": {"en": "Only English"}}, ("stem",), "zh_Hans is missing"),
        (samples.SINGLE, {"stem": "plain"}, ("stem",), "a text per language"),
        (samples.SINGLE, {"tags": []}, ("tags",), "a list of tags"),
        (samples.SINGLE, {"points": 0}, ("points",), "above 0"),
        (samples.SINGLE, {"level": "guess"}, ("level",), "remember, understand"),
        (samples.SINGLE, {"answr": 1}, ("answr",), "Nothing reads the field answr"),
        (samples.MULTIPLE, {"scoring": "half"}, ("scoring",), "all_or_nothing"),
        (samples.TRUE_FALSE, {"answer": "yes"}, ("answer",), "true or false"),
        (samples.NUMERIC, {"answer": "1.68"}, ("answer",), "as a number"),
        (samples.NUMERIC, {"tolerance_percent": 1}, ("tolerance_percent",), "one tolerance"),
        (samples.NUMERIC, {"tolerance": -1}, ("tolerance",), "not below 0"),
        (samples.SHORT_TEXT, {"accepted": {"en": ["a"]}}, ("accepted",), "zh_Hans are missing"),
        (samples.SHORT_TEXT, {"accepted": {"en": [7], "zh_Hans": ["七"]}}, ("accepted", "en", 0), "quote"),
        (samples.MATCHING, {"distractors": [{"id": "a", "text": {}}]}, ("pairs",), "stands here twice"),
        (samples.ORDERING, {"items": []}, ("items",), "Give 3 to 8"),
    ],
)
def test_a_fault_names_its_place_and_remedy(
    body: dict[str, Any], change: dict[str, Any], path: tuple[str | int, ...], message: str
) -> None:
    assert message in _faults(body | change)[path]
