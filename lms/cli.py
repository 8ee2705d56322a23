"""The platform's own commands: tables and starter content."""

import sys
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from lms.demonstration import DEMO_PASSWORD, DEMO_SIGN_INS
from lms.feature import FaultyContent, Feature
from lms.web.db import database, settings

db_group = AppGroup("db", help="The database's tables.")
demo_group = AppGroup("demo", help="A demonstration organisation.")
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
    _upgrade()


def _upgrade() -> None:
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
    click.echo("\n".join(_load()) or "Nothing has changed.")


def _load() -> list[str]:
    try:
        with database().session() as session:
            changes = [line for part in _parts() if part.load_content for line in part.load_content(session)]
            session.commit()
    except FaultyContent as error:
        click.echo(f"{error}\nNothing was imported. Correct the files and run it again.", err=True)
        sys.exit(1)
    return changes


@demo_group.command("load")
def load_demo() -> None:
    """Adds a demonstration organisation to an empty database."""
    if settings().environment == "production":
        click.echo("ATTUNE_ENV is production: demonstration people are not loaded there.", err=True)
        sys.exit(1)
    if not _is_empty():
        click.echo("There are people already: the demonstration is only for an empty database.", err=True)
        sys.exit(1)
    _load_demo()


def _is_empty() -> bool:
    with database().reading() as connection:
        return connection.execute(text("SELECT 1 FROM person LIMIT 1")).first() is None


def _load_demo() -> None:
    with database().session() as session:
        for part in _parts():
            if part.load_demo:
                part.load_demo(session)
        session.commit()


@click.command("prepare")
@click.option("--port", default="8080", help="The port the site will be served on, for the address shown.")
def prepare(port: str) -> None:
    """Tables, starter content and, in an empty database outside production, the demonstration; then says where to go."""
    try:
        _upgrade()
        changes = _load()
        empty = _is_empty()
        if empty and settings().environment != "production":
            click.echo("Loading the demonstration organisation ...")
            _load_demo()
    except OperationalError as error:
        click.echo(f"The database cannot be used: {str(error.orig).splitlines()[0]}", err=True)
        sys.exit(1)
    if changes:
        click.echo(f"Starter content: {len(changes)} courses, pools and quizzes loaded or renewed.")
    click.echo(f"\nAttune is at http://127.0.0.1:{port}\n")
    if empty and settings().environment == "production":
        click.echo(
            "There is nobody yet. Add the first administrator:\n"
            '.venv/bin/python -m flask people add-admin --number 1 --name "…" --email …'
        )
    else:
        _show_demo_sign_ins()


def _show_demo_sign_ins() -> None:
    with database().reading() as connection:
        for role, name in DEMO_SIGN_INS.items():
            if connection.execute(text("SELECT 1 FROM person WHERE email = :name"), {"name": name}).first():
                click.echo(f"  {role:<14} {name:<26} {DEMO_PASSWORD}")


commands = (db_group, content_group, demo_group, prepare)
