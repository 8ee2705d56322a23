"""The ledger: facts about learning, added and never changed; and the standing, folded from it."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from lms.clock import now
from lms.database import Base


class Record(Base):
    """One fact. `happened_at` is when it happened, `recorded_at` when it became known.

    `action` is one of records.actions.Action. `subject_kind` and `subject_key` name the activity (an address in the
    seam, not a foreign key: records outlive content); `subject_version` is the version it was about; `reference` names
    the fact's own row elsewhere (an attempt's id). `unit_id` is the person's unit at that moment. Scores stand only on
    results. The database refuses UPDATE and DELETE.
    """

    __tablename__ = "record"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    action: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_key: Mapped[str] = mapped_column(String(120))
    subject_version: Mapped[int | None]
    reference: Mapped[str | None] = mapped_column(String(60))
    score: Mapped[float | None]
    max_score: Mapped[float | None]
    passed: Mapped[bool | None]
    detail: Mapped[dict[str, Any] | None]

    __table_args__ = (
        Index("ix_record_person_id_subject_kind_subject_key", "person_id", "subject_kind", "subject_key"),
        # A quarter's page asks per action and activity who was in a span of time: this answers from the index alone.
        Index(
            "ix_record_quarter", "action", "subject_kind", "subject_key", "happened_at", "person_id", "passed"
        ),
        CheckConstraint("action LIKE '%:%'", name="action_is_subject_and_verb"),
    )


class Standing(Base):
    """Where one person stands with one activity: the ledger folded by records.standing, kept in the same transaction.

    Reports read it instead of summing the ledger; `flask records verify` folds the ledger again and compares.
    """

    __tablename__ = "standing"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    status: Mapped[str] = mapped_column(String(20))
    enrolled_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    last_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    best_score: Mapped[float | None]
    max_score: Mapped[float | None]
    passed: Mapped[bool | None]
    version: Mapped[int | None]

    __table_args__ = (
        Index("ix_standing_subject_kind_subject_key_status", "subject_kind", "subject_key", "status"),
        Index("ix_standing_last_at", "last_at"),
    )


REFUSE_SQLITE = [
    f"CREATE TRIGGER record_is_append_only_{verb.lower()} BEFORE {verb} ON record "
    f"BEGIN SELECT RAISE(ABORT, 'record is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
REFUSE_POSTGRESQL = [
    "CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'record is append-only'; END $$",
    "CREATE TRIGGER record_is_append_only BEFORE UPDATE OR DELETE ON record "
    "FOR EACH ROW EXECUTE FUNCTION record_is_append_only()",
    "CREATE TRIGGER record_is_append_only_truncate BEFORE TRUNCATE ON record "
    "FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only()",
]
"""The refusals, also written out in the first migration."""


def _refuse_with(statements: list[str], dialect: str) -> None:
    for statement in statements:
        ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
        event.listen(Record.__table__, "after_create", ddl)


_refuse_with(REFUSE_SQLITE, "sqlite")
_refuse_with(REFUSE_POSTGRESQL, "postgresql")
