"""What an import would do, row by row, before anything is written. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lms.identity.import_file import FileRow
from lms.identity.person_fields import ERASE, parse

NEWCOMER = ("agent",)
"""The roles of somebody new of whom none are said: without one they could learn nothing and be on no roster."""

EMPTY: dict[str, Any] = {"roles": [], "markets": [], "languages": {}}


@dataclass(frozen=True, slots=True)
class Existing:
    """The people and units there are: each person's values by employee number; units by key and by folded name."""

    people: Mapping[str, Mapping[str, Any]]
    units: Mapping[str, str]
    """What a cell may say (key, or name in any language, folded) → the unit's key."""


@dataclass(slots=True)
class RowPlan:
    """The verdict on one row: `new`, `changed`, `unchanged` or `refused`, with the faults by field that led to it."""

    number: int
    employee_number: str
    full_name: str
    verdict: str
    faults: dict[str, str] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    """The fields to write, with their new values."""


def plan(rows: Sequence[FileRow], existing: Existing, grantable: frozenset[str]) -> list[RowPlan]:
    """A verdict for every row. A row that is refused changes nothing, and no other row suffers from it."""
    plans = [_row(row, existing, grantable) for row in rows]
    _refuse_twice(plans, "employee_number", "twice_in_file")
    # A refused row changes nothing, which can leave others without what they counted on (a manager, an address that
    # was to be given up, another administrator): look again until nothing more is refused.
    while (
        _refuse_taken_emails(plans, existing)
        + _refuse_managers(plans, existing)
        + _keep_administrator(plans, existing)
    ):
        pass
    return plans


def _row(row: FileRow, existing: Existing, grantable: frozenset[str]) -> RowPlan:
    given = {name: cell for name, cell in row.cells.items() if cell is not None and str(cell).strip() != ""}
    cells = {name: None if cell == ERASE else cell for name, cell in given.items()}
    parsed = parse({"employee_number": "", **cells})
    number = str(parsed.values.get("employee_number") or "")
    before = existing.people.get(number)
    if before is None and "full_name" not in given:
        parsed.faults.setdefault("full_name", "required")
    if before is None and "roles" not in given:
        parsed.values["roles"] = list(NEWCOMER)
    _check_unit(parsed.values, parsed.faults, existing)
    _check_roles(parsed.values, parsed.faults, before, grantable)
    _check_dates(parsed.values, parsed.faults, before)
    result = RowPlan(
        number=row.number,
        employee_number=number,
        full_name=str(parsed.values.get("full_name") or (before or {}).get("full_name") or ""),
        verdict="refused",
        faults=parsed.faults,
    )
    if not parsed.faults:
        _decide(result, parsed.values, before)
    if result.changes and set((before or EMPTY)["roles"]) - grantable:
        _refuse(result, "employee_number", "not_yours_to_change")
    return result


def _decide(result: RowPlan, values: dict[str, Any], before: Mapping[str, Any] | None) -> None:
    if before is None:
        result.verdict, result.changes = "new", values
        return
    result.changes = {
        name: value for name, value in values.items() if value != before.get(name, EMPTY.get(name))
    }
    result.verdict = "changed" if result.changes else "unchanged"


def _check_unit(values: dict[str, Any], faults: dict[str, str], existing: Existing) -> None:
    if wanted := values.get("unit"):
        found = existing.units.get(wanted.casefold())
        if found is None:
            faults["unit"] = "unknown_unit"
        else:
            values["unit"] = found


def _check_roles(
    values: dict[str, Any],
    faults: dict[str, str],
    before: Mapping[str, Any] | None,
    grantable: frozenset[str],
) -> None:
    if "roles" in values and (set(values["roles"]) ^ set((before or EMPTY)["roles"])) - grantable:
        faults["roles"] = "role_not_yours_to_give"


def _check_dates(values: dict[str, Any], faults: dict[str, str], before: Mapping[str, Any] | None) -> None:
    hired = values.get("hired_on", (before or {}).get("hired_on"))
    left = values.get("left_on", (before or {}).get("left_on"))
    if hired and left and left < hired:
        faults.setdefault("left_on", "left_before_hired")


def _refuse(one: RowPlan, name: str, code: str) -> None:
    one.verdict, one.changes = "refused", {}
    one.faults.setdefault(name, code)


def _refuse_twice(plans: list[RowPlan], name: str, code: str) -> None:
    counts = Counter(one.employee_number for one in plans if one.employee_number)
    for one in plans:
        if counts[one.employee_number] > 1:
            _refuse(one, name, code)


def _standing(plans: list[RowPlan]) -> list[RowPlan]:
    return [one for one in plans if one.verdict in ("new", "changed")]


def _refuse_taken_emails(plans: list[RowPlan], existing: Existing) -> int:
    standing = _standing(plans)
    owners = {values["email"]: number for number, values in existing.people.items() if values.get("email")}
    counts = Counter(one.changes["email"] for one in standing if one.changes.get("email"))
    leaving = {one.employee_number for one in standing if "email" in one.changes}
    refused = 0
    for one in standing:
        email = one.changes.get("email")
        if not email:
            continue
        if counts[email] > 1:
            _refuse(one, "email", "email_twice_in_file")
            refused += 1
        elif owners.get(email, one.employee_number) not in {one.employee_number, *leaving}:
            _refuse(one, "email", "email_taken")
            refused += 1
    return refused


def _refuse_managers(plans: list[RowPlan], existing: Existing) -> int:
    """Managers may stand anywhere in the file."""
    line = {number: values.get("manager") for number, values in existing.people.items()}
    for one in _standing(plans):
        line[one.employee_number] = one.changes.get("manager", line.get(one.employee_number))
    bad = {one.number: code for one in _standing(plans) if (code := _manager_fault(one, line))}
    for one in plans:
        if one.number in bad:
            _refuse(one, "manager", bad[one.number])
    return len(bad)


def _keep_administrator(plans: list[RowPlan], existing: Existing) -> int:
    """Refuses every change that, together, would leave nobody to administer."""

    def administers(values: Mapping[str, Any]) -> bool:
        return "administrator" in values.get("roles", []) and values.get("left_on") is None

    before = {number: dict(values) for number, values in existing.people.items()}
    if not any(administers(values) for values in before.values()):
        return 0
    after = before | {
        one.employee_number: before.get(one.employee_number, {}) | one.changes for one in _standing(plans)
    }
    if any(administers(values) for values in after.values()):
        return 0
    losing = [one for one in _standing(plans) if administers(before.get(one.employee_number, {}))]
    for one in losing:
        _refuse(one, "left_on" if "left_on" in one.changes else "roles", "last_administrator")
    return len(losing)


def _manager_fault(one: RowPlan, line: Mapping[str, Any]) -> str | None:
    manager = one.changes.get("manager")
    if not manager:
        return None
    if manager == one.employee_number:
        return "own_manager"
    if manager not in line:
        return "unknown_manager"
    return "circular" if leads_back(one.employee_number, line) else None


def leads_back(start: str, line: Mapping[str, Any]) -> bool:
    """Whether following the reporting line from somebody up comes back to them."""
    seen, above = {start}, line.get(start)
    while above is not None and above in line:
        if above == start:
            return True
        if above in seen:
            return False  # a circle above them, not through them
        seen.add(above)
        above = line.get(above)
    return False
