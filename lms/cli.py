"""The platform's own commands: tables and starter content."""

import sys
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup

from lms.feature import Feature
from lms.web.db import database

db_group = AppGroup("db", help="The database's tables.")
content_group = AppGroup("content", help="The starter courses, questions and quizzes, as files.")


def migration_config(url: str) -> Config:
    """Alembic's configuration for one database."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).resolve().parents[1] / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


@db_group.command("upgrade")
def upgrade() -> None:
    """Brings the tables to this version."""
    command.upgrade(migration_config(database().url.render_as_string(hide_password=False)), "head")


def _parts() -> tuple[Feature, ...]:
    parts: tuple[Feature, ...] = current_app.extensions["attune.parts"]
    return parts


@content_group.command("check")
def check() -> None:
    """Reads every content file and names each fault with file, line and remedy."""
    faults = [fault for part in _parts() if part.check_content for fault in part.check_content()]
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("All content files are in order.")


@content_group.command("load")
def load() -> None:
    """Imports what changed in the content files; a new version only where the content is new."""
    with database().session() as session:
        changes = [line for part in _parts() if part.load_content for line in part.load_content(session)]
        session.commit()
    click.echo("\n".join(changes) or "Nothing has changed.")


commands = (db_group, content_group)
