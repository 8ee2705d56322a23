"""Many rows at once."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, cast

from sqlalchemy import Table, insert, text
from sqlalchemy.orm import Session

CHUNK = 5000


def add_rows(session: Session, model: Any, rows: Iterable[dict[str, Any]]) -> int:
    """Inserts rows and returns how many. On PostgreSQL the counter of ids goes on behind them."""
    table, source, count = cast(Table, model.__table__), iter(rows), 0
    connection = session.connection()
    while part := list(islice(source, CHUNK)):
        connection.execute(insert(table), part)
        count += len(part)
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        reset = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
        connection.execute(text(reset))
    return count
