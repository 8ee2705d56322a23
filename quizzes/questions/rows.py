"""Adds, removes and moves rows of a form's lists: what the buttons beside them do without JavaScript. Pure."""

from collections.abc import Iterable

from quizzes.questions.fields import USED, Fields, Pairs

COMMANDS = frozenset({"add", "remove", "up", "down"})


def obey(fields: Fields, command: str) -> tuple[Fields, str] | None:
    """The form after `add:options`, `remove:options:2`, `up:options:2` or `down:options:2`, and the row to go on with
    (its list and token, joined); None for anything that is not such a command."""
    verb, _colon, rest = command.partition(":")
    name, _colon, token = rest.partition(":")
    if verb not in COMMANDS or not name:
        return None
    rows = fields.rows(name)
    if verb == "add":
        token = free_token(rows)
        return Fields([*fields.pairs(), (f"{name}-{token}-id", "")]), f"{name}-{token}"
    if token not in rows:
        return fields, name
    place = rows.index(token)
    if verb == "remove":
        left = [*rows[:place], *rows[place + 1 :]]
        beside = left[min(place, len(left) - 1)] if left else ""
        return _arranged(fields, name, left), f"{name}-{beside}" if beside else name
    other = place - 1 if verb == "up" else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return _arranged(fields, name, rows), f"{name}-{token}"


def free_token(rows: Iterable[str]) -> str:
    """A token that no row has."""
    return str(max((int(row) for row in rows if row.isdecimal()), default=0) + 1)


def _arranged(fields: Fields, name: str, rows: list[str]) -> Fields:
    """The form with these rows of the list in this order, all ids remembered."""
    before = fields.rows(name)
    of_rows = tuple(f"{name}-{token}-" for token in before)
    gone = {(f"{name}-correct", token) for token in before if token not in rows}
    pairs: Pairs = [
        pair
        for pair in fields.pairs()
        if not pair[0].startswith(of_rows) and pair[0] != USED and pair not in gone
    ]
    for token in rows:
        pairs += fields.row(name, token)
    return Fields([*pairs, (USED, " ".join(fields.used_ids()))])
