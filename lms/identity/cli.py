"""Commands about people."""

import sys

import click
from flask.cli import AppGroup
from sqlalchemy import select

from lms.identity import services
from lms.identity.models import Person
from lms.identity.passwords import hash_temporary, temporary_password
from lms.identity.person_fields import parse
from lms.web.db import database

people_group = AppGroup("people", help="The people who use Attune.")


@people_group.command("add-admin")
@click.option("--number", required=True, help="Employee number.")
@click.option("--name", required=True, help="Full name.")
@click.option("--email", default="", help="E-mail address.")
def add_admin(number: str, name: str, email: str) -> None:
    """Adds an administrator, or makes one of an existing person, and prints a temporary password."""
    parsed = parse({"employee_number": number, "full_name": name, "email": email})
    if parsed.faults:
        click.echo(
            "; ".join(f"{field}: {code.replace('_', ' ')}" for field, code in parsed.faults.items()), err=True
        )
        sys.exit(1)
    password = temporary_password()
    hashed = hash_temporary(password)
    with database().session() as session:
        person = session.scalar(
            select(Person).where(Person.employee_number == parsed.values["employee_number"])
        )
        taken = session.scalar(select(Person).where(Person.email == parsed.values["email"]))
        if parsed.values["email"] and taken is not None and taken is not person:
            click.echo(f"{email} belongs to employee {taken.employee_number}.", err=True)
            sys.exit(1)
        roles = (
            {"administrator"}
            if person is None
            else {"administrator", *services.roles_held(session, person.id)}
        )
        saved = services.save_person(session, person, parsed.values | {"roles": sorted(roles)})
        services.set_starting_passwords(session, {saved.id: hashed})
        session.commit()
    click.echo(
        f"{saved.full_name} can sign in as {saved.employee_number} with the temporary password {password}"
    )


commands = (people_group,)
