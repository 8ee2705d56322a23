"""Commands about people."""

import sys
from typing import NoReturn

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.identity import services
from lms.identity.messages import FAULTS
from lms.identity.models import Person
from lms.identity.passwords import hash_temporary, temporary_password
from lms.identity.person_fields import parse
from lms.web.db import database

people_group = AppGroup("people", help="The people who use Attune.")


@people_group.command("add-admin")
@click.option("--number", required=True, help="Employee number.")
@click.option("--name", help="Full name; needed for somebody new.")
@click.option("--email", help="E-mail address.")
def add_admin(number: str, name: str | None, email: str | None) -> None:
    """Adds an administrator, or makes one of an existing person, and prints a temporary password.

    Of an existing person only what is given here is changed.
    """
    password = temporary_password()
    hashed = hash_temporary(password)
    with database().session() as session:
        saved = _administrator(session, number, {"full_name": name, "email": email})
        services.set_starting_passwords(session, {saved.id: hashed}, only_without_own=False)
        session.commit()
    click.echo(
        f"{saved.full_name} can sign in as {saved.employee_number} with the temporary password {password}"
    )


def _administrator(session: Session, number: str, given: dict[str, str | None]) -> Person:
    person = session.scalar(select(Person).where(Person.employee_number == number))
    cells = {name: cell for name, cell in given.items() if cell is not None}
    if person is None:
        cells.setdefault("full_name", "")
    parsed = parse({"employee_number": number, **cells})
    if parsed.faults:
        _stop(
            "; ".join(f"{field.replace('_', ' ')}: {FAULTS[code]}" for field, code in parsed.faults.items())
        )
    taken = session.scalar(select(Person).where(Person.email == parsed.values.get("email", "")))
    if taken is not None and taken is not person:
        _stop(f"{taken.email} belongs to employee {taken.employee_number}.")
    roles = {"administrator"} | (services.roles_held(session, person.id) if person else set())
    return services.save_person(session, number, parsed.values | {"roles": sorted(roles)})


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


commands = (people_group,)
