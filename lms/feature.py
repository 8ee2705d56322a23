"""What a package declares about itself, so that no central list has to know it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

import click
from flask import Blueprint
from sqlalchemy.orm import Session

from lms.activities import ActivitySource


class FaultyContent(Exception):
    """A feature's content files have faults, so nothing of them was imported; the message lists them."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A main way in the rail or the bottom bar. Shown to those whom the target's own permission admits."""

    endpoint: str
    label: str
    """English message id, translated when shown."""
    icon: str
    """A symbol of static/icons.svg."""
    place: str = "main"
    """`main` (everybody's four), `staff` (trainer, HR, administrator)."""
    order: int = 50
    also: Sequence[str] = ()
    """Further addresses, such as /units, that belong to this way without lying below it."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One answer to "what should I do next?" on a learner's home page."""

    title: Mapping[str, str]
    detail: str
    """Already in the reader's language."""
    url: str
    action: str
    """The button's words, already in the reader's language."""
    rank: int = 50
    """Lower comes first: 10 an open attempt, 20 required, 40 in progress, 60 suggested."""
    due_at: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature package as the platform sees it. `models` is named so that importing wsgi registers every table."""

    name: str
    blueprints: Sequence[Blueprint] = ()
    models: ModuleType | None = None
    commands: Sequence[click.Command] = ()
    activities: Sequence[ActivitySource] = ()
    navigation: Sequence[NavigationLink] = ()
    listeners: Sequence[Callable[[Session, Any], None]] = ()
    """Called with (session, record row) in the transaction of every ledger entry."""
    next_steps: Callable[[Session, Any], list[NextStep]] | None = None
    """(session, viewer) → the learner's next steps in this feature."""
    load_content: Callable[[Session], list[str]] | None = None
    """Imports the feature's starter files idempotently; returns what changed, one line each. Raises FaultyContent. The
    caller commits."""
    load_demo: Callable[[Session], None] | None = None
    """Adds the feature's part of the demonstration to an organisation that has none; parts run in their order. The
    caller commits."""
    check_content: Callable[[], list[str]] | None = None
    """Reads the feature's starter files; returns faults, each naming file, line and remedy."""
