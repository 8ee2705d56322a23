"""Who is inside an audience."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assignments.audiences import Audience, Member, inside
from lms.assignments.unit_tree import UnitNode, UnitTree

TREE = UnitTree(
    [
        UnitNode(1, "company", {"en": "Company"}, None, 0),
        UnitNode(2, "asia", {"en": "Asia"}, 1, 1),
        UnitNode(3, "tokyo", {"en": "Tokyo"}, 2, 2),
        UnitNode(4, "europe", {"en": "Europe"}, 1, 1),
    ]
)
PEOPLE = [
    Member(1, "E1", "in Asia", 2, frozenset({"DE", "JP"})),
    Member(2, "E2", "in Tokyo", 3, frozenset({"JP"})),
    Member(3, "E3", "in Europe", 4),
    Member(4, "E4", "nowhere", None, frozenset({"DE"})),
]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("everyone", {1, 2, 3, 4}),
        ("unit:company", {1, 2, 3}),
        ("unit:asia", {1, 2}),
        ("unit:tokyo", {2}),
        ("unit:closed-long-ago", set()),
        ("market:DE", {1, 4}),
        ("market:BR", set()),
    ],
)
def test_audiences(code: str, expected: set[int]) -> None:
    audience = Audience.from_code(code)
    assert audience.code == code
    assert inside(audience, PEOPLE, TREE) == expected


@pytest.mark.parametrize("code", ["", "unit", "unit:", "market", "everyone:else", "person:1"])
def test_what_names_no_audience_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"audience|valid AudienceKind"):
        Audience.from_code(code)


@given(st.lists(st.integers(0, 4), max_size=12))
def test_the_units_under_one_roll_up_without_counting_anybody_twice(where: list[int]) -> None:
    own = {unit: frozenset(i for i, found in enumerate(where) if found == unit) for unit in range(1, 5)}
    rolled = TREE.rolled_up(own)
    assert rolled[1] == own[1] | own[2] | own[3] | own[4]
    assert len(rolled[2]) == len(own[2]) + len(own[3])
    assert rolled[3] == own[3]
