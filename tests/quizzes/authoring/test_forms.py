"""The forms, without a browser: body to form and back is the identity; ids are never given twice; faults find their field."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.authoring.form_faults import placed
from quizzes.authoring.question_form import (
    blank_question,
    faults_without_translation,
    find_faults,
    missing_languages,
    read_question,
    showable,
    write_question,
)
from quizzes.authoring.quiz_changes import changes
from quizzes.authoring.quiz_form import read_quiz_form, write_quiz_form
from quizzes.authoring.shortages import shortages
from quizzes.authoring.type_forms import FORMS
from quizzes.authoring.usage import QuizInUse, uses
from quizzes.questions.fields import Fields, Ids
from quizzes.questions.register import TYPES, type_of
from quizzes.questions.rows import obey
from quizzes.quiz import Item
from quizzes.source import read_bank
from tests.quizzes import samples

every_type = pytest.mark.parametrize("body", samples.ALL, ids=lambda body: body["type"])


DECIMALS = st.decimals(-(10**8), 10**8, places=6).map(float)


def _again(body: dict[str, Any]) -> dict[str, Any]:
    return read_question(body["id"], body["type"], write_question(body))


def _fields(body: dict[str, Any]) -> dict[str, str]:
    """Where the faults of a body stand in its form, with their messages."""
    fields = write_question(body)
    again = read_question(body["id"], body["type"], fields)
    form = FORMS[body["type"]]
    return {
        fault.field: fault.message % fault.values if fault.values else fault.message
        for fault in placed(find_faults(again), fields, form.lists, form.places)
    }


def test_every_type_has_a_form() -> None:
    assert list(FORMS) == list(TYPES)


@every_type
def test_a_body_comes_back_from_its_form_as_it_was(body: dict[str, Any]) -> None:
    assert _again(body) == body


@every_type
def test_a_form_comes_back_from_its_body_as_it_was(body: dict[str, Any]) -> None:
    fields = write_question(body)
    assert write_question(_again(body)) == fields


def test_every_starter_question_and_quiz_can_be_edited_without_a_change() -> None:
    for pool in read_bank().pools:
        for question in pool.questions:
            assert _again(dict(question)) == question
        for quiz in pool.quizzes:
            assert read_quiz_form(quiz["key"], write_quiz_form(quiz)) == quiz


@settings(deadline=None)
@given(number=DECIMALS | st.integers(-(10**14), 10**14))
def test_numbers_come_back_exactly(number: float) -> None:
    body = {"id": "n", "type": "numeric", "tags": ["p"], "stem": {"en": "x"}, "answer": number}
    found = _again(body)["answer"]
    assert found == number
    assert isinstance(found, float) or float(number).is_integer()


@pytest.mark.parametrize("typed", ["", "1,5", " 1.5 ", "１．５"])
def test_numbers_are_read_as_people_write_them(typed: str) -> None:
    assert Fields([("points", typed)]).number("points") == (1.5 if typed else None)


@settings(deadline=None)
@given(used=st.sets(st.sampled_from([*"abcdefghijklmnopqrstuvwxyz", "aa", "ab"])))
def test_a_new_id_was_never_used_before(used: set[str]) -> None:
    assert Ids(used).new() not in used


def test_ids_stay_and_are_not_given_again() -> None:
    fields = write_question(samples.SINGLE, used=["z"])
    fields, _row = obey(fields, "remove:options:2") or (fields, "")
    fields, row = obey(fields, "add:options") or (fields, "")
    fields = Fields([*fields.pairs(), (f"{row}-text-en", "New")])
    options = read_question("s1", "single", fields)["options"]
    assert [option["id"] for option in options] == ["a", "c", "d"]
    assert not any(option.get("correct") for option in options)  # the right one was removed, its mark with it


def test_rows_move_and_nothing_typed_is_lost() -> None:
    fields = Fields([*write_question(samples.ORDERING).pairs(), ("note", "kept")])
    moved, row = obey(fields, "up:items:3") or (fields, "")
    assert row == "items-3"
    assert [item["id"] for item in read_question("o1", "ordering", moved)["items"]] == ["a", "c", "b", "d"]
    assert moved.typed("note") == "kept"
    same, _row = obey(moved, "up:items:1") or (moved, "")
    assert read_question("o1", "ordering", same) == read_question("o1", "ordering", moved)


@pytest.mark.parametrize("command", ["save", "publish", "up", "add:", "drop:items:1"])
def test_what_is_no_command_for_rows_is_left_to_others(command: str) -> None:
    assert obey(Fields(), command) is None


@pytest.mark.parametrize("command", ["remove:items:99", "up:items:x", "down:nothing:1"])
def test_a_row_that_is_not_there_changes_nothing(command: str) -> None:
    fields = write_question(samples.ORDERING)
    found = obey(fields, command)
    assert found and read_question("o1", "ordering", found[0]) == samples.ORDERING


def test_empty_rows_are_no_options() -> None:
    fields = blank_question("single", {"pool": "p"})
    assert len(fields.rows("options")) == 4
    assert read_question("q", "single", fields)["options"] == []


@every_type
def test_a_complete_question_has_no_faults(body: dict[str, Any]) -> None:
    assert find_faults(body) == []
    assert missing_languages(body) == []


@pytest.mark.parametrize(
    ("body", "change", "field", "message"),
    [
        (samples.SINGLE, {"stem": {"en": "One"}}, "stem-zh_Hans", "The text in 简体中文 is missing."),
        (samples.SINGLE, {"tags": ["", "x"]}, "pool", "Choose a pool"),
        (samples.SINGLE, {"tags": ["Not a key"]}, "pool", "Choose a pool"),
        (samples.SINGLE, {"tags": ["p", "x" * 81]}, "tags", "up to 80"),
        (samples.SINGLE, {"points": "many"}, "points", "above 0"),
        (
            samples.SINGLE,
            {"options": samples.SINGLE["options"][:1]},
            "options",
            "exactly one option as right.",
        ),
        (samples.TRUE_FALSE, {"answer": None}, "answer", "Choose true or false."),
        (samples.NUMERIC, {"tolerance": -1}, "tolerance", "not below 0"),
        (samples.SHORT_TEXT, {"accepted": {"en": ["a"]}}, "accepted-zh_Hans", "in 简体中文 are missing"),
        (samples.MATCHING, {"pairs": samples.MATCHING["pairs"][:1]}, "pairs", "Write 2 to 8"),
        (samples.ORDERING, {"items": samples.ORDERING["items"][:2]}, "items", "Write 3 to 8"),
    ],
)
def test_a_fault_stands_at_its_field_in_words_for_a_form(
    body: dict[str, Any], change: dict[str, Any], field: str, message: str
) -> None:
    changed = {name: value for name, value in (body | change).items() if value is not None}
    assert message in _fields(changed)[field]


def test_a_fault_in_a_row_names_the_row_by_its_place() -> None:
    body = copy.deepcopy(samples.MATCHING)
    del body["pairs"][1]["right"]["zh_Hans"]
    fields, _row = obey(write_question(body), "up:pairs:2") or (Fields(), "")
    form = FORMS["matching"]
    found = placed(find_faults(read_question("p1", "matching", fields)), fields, form.lists, form.places)
    assert [(fault.field, fault.part) for fault in found] == [("pairs-2-right-zh_Hans", ("pairs", 1))]


def test_one_language_is_enough_where_the_translation_is_waived() -> None:
    only = {"en": "x"}
    body = {"id": "t", "type": "true_false", "tags": ["p"], "stem": only, "answer": True}
    assert faults_without_translation(body) == []
    assert faults_without_translation(body | {"stem": {"zh_Hans": "题"}}) == []
    mixed = faults_without_translation(body | {"feedback": {"zh_Hans": "题"}})
    assert [fault.path for fault in mixed] == [("feedback",)]
    assert missing_languages(body) == ["zh_Hans"]


@pytest.mark.parametrize("type_name", TYPES)
def test_even_an_empty_form_can_be_shown(type_name: str) -> None:
    body = showable(read_question("q", type_name, blank_question(type_name, {})))
    assert body["stem"]["en"] == "…"
    assert all(text["en"] for text in type_of(body).listed(body).values())


BANK = {"a": ["p", "x"], "b": ["p", "x"], "c": ["p"]}


@pytest.mark.parametrize(
    ("items", "messages"),
    [
        ({0: Item(question="a"), 1: Item(count=2, tags=frozenset("p"))}, []),
        ({0: Item(question="gone")}, ["not in use"]),
        ({0: Item(question="a"), 2: Item(question="a")}, ["twice"]),
        ({0: Item(count=4, tags=frozenset("p"))}, ["4 are to be drawn, and 3 in use have p"]),
        (
            {0: Item(question="a"), 1: Item(count=2, tags=frozenset("x"))},
            ["2 questions have x, but other lines"],
        ),
        ({0: Item(count=300, tags=frozenset("p"))}, ["at most 200"]),
        ({}, []),
    ],
)
def test_a_shortage_names_its_line_and_what_to_do(items: dict[int, Item], messages: list[str]) -> None:
    found = [shortage.message % shortage.values for shortage in shortages(items, BANK)]
    assert len(found) == len(messages)
    assert all(wanted in message for wanted, message in zip(messages, found, strict=True))


def test_use_tells_always_from_by_chance_and_what_falls_short() -> None:
    fixed = QuizInUse("fixed", {"en": "F"}, (Item(question="a"),), published=True)
    drawn = QuizInUse("drawn", {"en": "D"}, (Item(count=1, tags=frozenset("x")),), published=True)
    other = QuizInUse("other", {"en": "O"}, (Item(count=1, tags=frozenset("y")),), published=True)
    found = uses("a", BANK["a"], [fixed, drawn, other], BANK)
    assert [(use.quiz.key, use.fixed, use.needed) for use in found] == [
        ("fixed", True, True),
        ("drawn", False, False),
    ]


def test_changes_of_a_quiz() -> None:
    before: dict[str, Any] = {
        "title": {"en": "A"},
        "items": [{"question": "a"}, {"question": "b"}],
        "pass_mark": 50,
    }
    after = {
        "title": {"en": "B"},
        "items": [{"question": "b"}, {"draw": 2, "tags": ["p"]}],
        "pass_mark": 50,
        "attempts": 3,
    }
    found = changes(before, after)
    assert [(change.field, change.before, change.after) for change in found.fields] == [
        ("title", "A", "B"),
        ("attempts", None, 3),
    ]
    assert (found.added, found.removed, found.reordered) == (
        [{"draw": 2, "tags": ["p"]}],
        [{"question": "a"}],
        False,
    )
    assert changes(before, before | {"items": before["items"][::-1]}).reordered
    assert not changes(before, dict(before))
