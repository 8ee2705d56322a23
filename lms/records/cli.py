"""`flask records verify`: is every stored standing what the ledger says?"""

import sys

import click
from flask.cli import AppGroup

from lms.records import services
from lms.records.queries import Difference, differences
from lms.web.db import database

records_group = AppGroup("records", help="The ledger of what happened.")


@records_group.command("verify")
@click.option("--repair", is_flag=True, help="Write the standings that differ again from the ledger.")
def verify(repair: bool) -> None:
    """Folds the ledger again and names every standing that differs; ends with 1 where one does."""
    found = _differences()
    for difference in found:
        click.echo(str(difference))
    if not found:
        click.echo("Every standing is what the ledger says.")
        return
    if not repair:
        click.echo(
            f"{len(found)} differences. `flask records verify --repair` writes them again from the ledger."
        )
        sys.exit(1)
    keys = sorted({difference.key for difference in found})
    with database().session() as session:
        services.refold(session, keys)
        session.commit()
    click.echo(f"{len(keys)} standings written again from the ledger.")


def _differences() -> list[Difference]:
    with database().session(write=False) as session:
        if not database().is_sqlite:  # people go on learning meanwhile: both sides must be of one moment
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        return list(differences(session))
