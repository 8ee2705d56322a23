"""Tables of people and of the organisation."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.clock import now
from lms.database import Base


class Unit(Base):
    """An organisation unit; units form a tree. `key` is the company's own code, kept over renamings."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[dict[str, str]]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)


class Person(Base):
    """Somebody the company employs or employed. People are never deleted: records years later name them.

    `full_name` is the whole name as the person writes it, in any script, also where it is a single name;
    `preferred_name` is how to address them. `session_epoch` rises at "sign out everywhere" and at every new password,
    which ends all sessions begun before. `left_on` is the last day of work.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_number: Mapped[str] = mapped_column(String(40), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    preferred_name: Mapped[str | None] = mapped_column(String(100))
    locale: Mapped[str | None] = mapped_column(String(20))
    time_zone: Mapped[str | None] = mapped_column(String(60))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_temporary: Mapped[bool] = mapped_column(default=False)
    session_epoch: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint("manager_id <> id", name="not_own_manager"),
        CheckConstraint(
            "left_on IS NULL OR hired_on IS NULL OR left_on >= hired_on", name="left_after_hired"
        ),
    )

    @property
    def address(self) -> str:
        """The name to use when speaking to them."""
        return self.preferred_name or self.full_name


class PersonRole(Base):
    """A role somebody holds. Team lead is not among them: it follows from the reporting line."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)

    __table_args__ = (
        CheckConstraint("role IN ('agent', 'trainer', 'hr', 'administrator')", name="known_role"),
        Index("ix_person_role_role", "role"),
    )


class PersonMarket(Base):
    """A market somebody serves."""

    __tablename__ = "person_market"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    market: Mapped[str] = mapped_column(String(10), primary_key=True, index=True)


class PersonLanguage(Base):
    """A language somebody works in, with its level in the Common European Framework (A1 to C2)."""

    __tablename__ = "person_language"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    level: Mapped[str] = mapped_column(String(2))

    __table_args__ = (CheckConstraint("level IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')", name="known_level"),)


class SignInFailure(Base):
    """A failed sign-in, kept for an hour, to slow down guessing by account and by address.

    `subject` is a keyed hash of the account name or address, never the thing itself.
    """

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_sign_in_failure_subject_at", "subject", "at"),)


class PeopleImport(Base):
    """An uploaded file of people, read but not applied until somebody confirms it: the rows as they stood in it.

    `outcome` is the verdict on each row, written when it was applied.
    """

    __tablename__ = "people_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)
    rows: Mapped[list[Any]]
    unknown_headings: Mapped[list[Any]]
    applied_at: Mapped[datetime | None]
    outcome: Mapped[list[Any] | None]
