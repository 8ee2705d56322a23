"""Pages of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows; `total` counts them all."""

    rows: Sequence[Row]
    number: int
    size: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from 1; 0 where there is none."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0


def page_number() -> int:
    """The page asked for in the address, at least 1; nonsense means the first."""
    return max(1, request.args.get("page", 1, type=int))


def page_of(items: Sequence[Row], size: int = 100) -> Page[Row]:
    """The page asked for of a list that is there already."""
    number = min(page_number(), max(1, -(-len(items) // size)))
    return Page(items[(number - 1) * size : number * size], number, size, len(items))


def paged(
    session: Session, query: Select[*tuple[Any, ...]], size: int = 50, *, scalars: bool = True
) -> Page[Any]:
    """Runs the query for the page asked for. `scalars=False` gives whole rows instead of the first column."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(page_number(), max(1, -(-total // size)))
    result = session.execute(query.limit(size).offset((number - 1) * size))
    rows: Sequence[Any] = result.scalars().all() if scalars else result.all()
    return Page(rows, number, size, total)
