"""What the present quarter asks of somebody next."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.assessments import cycles, queries
from lms.assessments.cycles import Quarter
from lms.assessments.state import Figure
from lms.clock import now, today
from lms.feature import NextStep
from lms.identity.permissions import Permission, Role, Viewer
from lms.reporting.scope import visible_people
from lms.web.db import activities, settings
from lms.web.language import current_language

RANK = 20


def next_steps(session: Session, viewer: Viewer) -> list[NextStep]:
    """An agent's required quizzes not passed yet; for who watches over the quarter, the people not yet in it."""
    zone = settings().time_zone
    quarter = cycles.of_moment(now(), zone)
    steps = _own_quizzes(session, viewer, quarter, zone) if Role.AGENT in viewer.roles else []
    if not viewer.may(Permission.VIEW_RECORDS):
        return steps
    if queries.in_force(session, quarter):
        return steps + _people_missing(session, viewer, quarter, zone)
    return steps + _nothing_required(viewer, quarter)


def _nothing_required(viewer: Viewer, quarter: Quarter) -> list[NextStep]:
    if not viewer.may(Permission.MANAGE_QUARTER):
        return []
    return [
        NextStep(
            title={current_language(): _("This quarter requires nothing yet")},
            detail=_("Choose the quizzes that are to be taken and who is to take them."),
            url=url_for("quarters.requirements", key=quarter.key),
            action=_("Set what this quarter requires"),
            rank=RANK,
        )
    ]


def _own_quizzes(session: Session, viewer: Viewer, quarter: Quarter, zone: str) -> list[NextStep]:
    keys = queries.still_to_pass(session, quarter, zone, today(zone), viewer.id)
    found = activities().find(session, queries.QUIZ, keys)
    return [
        NextStep(
            title=found[key].title,
            detail=_("Required in %(quarter)s.", quarter=quarter.key),
            url=found[key].url,
            action=_("Take the quiz"),
            rank=RANK,
            due_at=quarter.end(zone) - timedelta(seconds=1),
            minutes=found[key].minutes,
        )
        for key in keys
        if key in found
    ]


def _people_missing(session: Session, viewer: Viewer, quarter: Quarter, zone: str) -> list[NextStep]:
    state = queries.state(session, quarter, zone, today(zone), visible_people(viewer))
    count = len(state.overall.missing)
    if not count:
        return []
    title = ngettext("%(num)s person has not taken part yet", "%(num)s people have not taken part yet", count)
    return [
        NextStep(
            title={current_language(): title},
            detail=_("Required in %(quarter)s.", quarter=quarter.key),
            url=url_for("quarters.people", key=quarter.key, figure=Figure.MISSING.value),
            action=_("See who"),
            rank=RANK,
            due_at=quarter.end(zone) - timedelta(seconds=1),
        )
    ]
