"""Signing in and what follows from it. Services: they write and flush, the caller commits."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from lms.clock import now
from lms.identity.models import Person, SignInFailure
from lms.identity.throttling import BY_ACCOUNT, BY_ADDRESS, WINDOW, wait_until


@dataclass(frozen=True, slots=True)
class Account:
    """What signing in needs to know of a person."""

    id: int
    session_epoch: int
    password_hash: str | None


def find_account(session: Session, name: str, today: date) -> Account | None:
    """The account for an e-mail address or employee number, unless the person has left before today."""
    wanted = name.strip()
    row = session.execute(
        select(Person.id, Person.session_epoch, Person.password_hash)
        .where(or_(Person.email == wanted.lower(), Person.employee_number == wanted))
        .where(or_(Person.left_on.is_(None), Person.left_on >= today))
        # An employee number could look like somebody else's address: the address wins.
        .order_by((Person.email == wanted.lower()).desc().nulls_last())
    ).first()
    return Account(*row) if row else None


def subjects(secret: str, account: Account | None, name: str, address: str) -> tuple[str, str]:
    """Keyed hashes of the account and the network address: enough to count, not to read. An account counts once,
    whichever of its names was typed; an unknown one by the name typed."""

    def keyed(kind: str, value: str) -> str:
        return hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()

    who = f"#{account.id}" if account else name.strip().casefold()
    return keyed("account", who), keyed("address", address)


def claim_try(session: Session, account: str, address: str) -> datetime | None:
    """Counts a try before the password is looked at, so that many at once cannot slip through.

    Returns until when to wait where there were too many, None where the try may go on.
    """
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer anyhow
        for subject in sorted((account, address)):
            session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(subject, 0))))
    at = now()
    session.execute(delete(SignInFailure).where(SignInFailure.at < at - WINDOW))
    rows = session.execute(
        select(SignInFailure.subject, SignInFailure.at).where(SignInFailure.subject.in_([account, address]))
    ).all()
    waits = [
        wait_until([row.at for row in rows if row.subject == subject], limit, at)
        for subject, limit in ((account, BY_ACCOUNT), (address, BY_ADDRESS))
    ]
    if until := max((wait for wait in waits if wait), default=None):
        return until
    session.add_all([SignInFailure(subject=account, at=at), SignInFailure(subject=address, at=at)])
    session.flush()
    return None


def forgive(session: Session, account: str, address: str) -> None:
    """After a success: the account's failures are forgotten, and this try no longer counts for the address."""
    session.execute(delete(SignInFailure).where(SignInFailure.subject == account))
    newest = (
        select(SignInFailure.id)
        .where(SignInFailure.subject == address)
        .order_by(SignInFailure.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    session.execute(delete(SignInFailure).where(SignInFailure.id == newest))


def set_password(session: Session, person_id: int, password_hash: str, *, temporary: bool) -> int:
    """A new password ends every session begun before. Returns the new epoch."""
    end_sessions(session, person_id)
    session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(password_hash=password_hash, password_temporary=temporary)
    )
    return session.execute(select(Person.session_epoch).where(Person.id == person_id)).scalar_one()


def keep_rehashed(session: Session, account: Account, password_hash: str) -> bool:
    """The same password under newer parameters: sessions stay. False where the password was changed meanwhile."""
    changed = session.execute(
        update(Person)
        .where(Person.id == account.id, Person.password_hash == account.password_hash)
        .values(password_hash=password_hash)
    )
    return bool(changed.rowcount == 1)  # type: ignore[attr-defined]


def end_sessions(session: Session, person_id: int) -> None:
    """Signs the person out everywhere."""
    session.execute(
        update(Person).where(Person.id == person_id).values(session_epoch=Person.session_epoch + 1)
    )
