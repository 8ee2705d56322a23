"""One table behind page, CSV and XLSX: they are the same rows, so they cannot disagree. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import itemgetter
from typing import Any

Row = tuple[Any, ...]


class Kind(StrEnum):
    """What a column holds. A MOMENT is an aware datetime, a PERCENT a share between 0 and 1, a STATUS a code."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    PERCENT = "percent"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `heading` and `meaning` are in the reader's language; `words` are those of a STATUS's codes."""

    key: str
    heading: str
    kind: Kind
    meaning: str
    usual: bool = True
    """Shown where nobody has chosen columns."""
    words: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    """Which of the four meanings (good, attention, wrong, info) a STATUS's code carries on a page."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows that may be read once. None is "no data"."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]

    def chosen(self, keys: Iterable[str]) -> "Table":
        """The table with only these columns."""
        columns = chosen(self.columns, keys)
        if len(columns) == len(self.columns):
            return self
        places = [self.columns.index(column) for column in columns]
        return replace(self, columns=columns, rows=_picked(self.rows, places))


def chosen(columns: Sequence[Column], keys: Iterable[str]) -> list[Column]:
    """The columns with these keys, in their own order; unknown keys do not count, none means the usual ones."""
    wanted = set(keys) & {column.key for column in columns}
    return [column for column in columns if (column.key in wanted if wanted else column.usual)]


def _picked(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    pick: Callable[[Row], Any] = itemgetter(*places)
    if len(places) == 1:
        return ((pick(row),) for row in rows)
    return (pick(row) for row in rows)
