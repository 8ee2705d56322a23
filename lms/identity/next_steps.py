"""What HR and administrators should look at among the people."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.clock import today
from lms.feature import NextStep
from lms.identity.models import Person, Unit
from lms.identity.permissions import Permission, Viewer
from lms.identity.queries import never_given_password
from lms.web.db import settings
from lms.web.language import current_language


def next_steps(session: Session, viewer: Viewer) -> list[NextStep]:
    """Units and people where the company is still empty; people who have never been able to sign in."""
    if not viewer.may(Permission.MANAGE_PEOPLE):
        return []
    if (session.scalar(select(func.count()).select_from(Person)) or 0) <= 1:
        units = session.scalar(select(func.count()).select_from(Unit)) or 0
        return [_first_people()] if units else [_first_units(), _first_people()]
    waiting = never_given_password(today(settings().time_zone)).order_by(None).subquery()
    count = session.scalar(select(func.count()).select_from(waiting)) or 0
    return [_passwords(count)] if count else []


def _first_units() -> NextStep:
    return NextStep(
        title={current_language(): _("Add the units of your company")},
        detail=_("A file of people can name only units that are there."),
        url=url_for("units.units"),
        action=_("To the units"),
        rank=14,
    )


def _first_people() -> NextStep:
    return NextStep(
        title={current_language(): _("Add the people of your company")},
        detail=_("From a CSV or XLSX file; you see what would happen before anything is written."),
        url=url_for("people_imports.upload"),
        action=_("Import a file"),
        rank=15,
    )


def _passwords(count: int) -> NextStep:
    title = ngettext("%(num)s person has no password yet", "%(num)s people have no password yet", count)
    return NextStep(
        title={current_language(): title},
        detail=_("Make temporary passwords and hand them out."),
        url=url_for("people.people", _anchor="passwords"),
        action=_("To the people"),
        rank=35,
    )
