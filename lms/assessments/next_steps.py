"""What the present quarter asks of somebody next."""

from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.activities import Activity
from lms.assessments import cycles, queries
from lms.assessments.cycles import Quarter
from lms.assessments.state import Figure
from lms.assessments.words import quarter_name
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
    """The quizzes, each with its course first where there is one that has not been begun."""
    keys = queries.still_to_pass(session, quarter, zone, today(zone), viewer.id)
    quizzes = activities().find(session, queries.QUIZ, keys)
    courses = activities().find(session, "course-of-quiz", keys)
    begun = queries.begun_courses(session, viewer.id, [course.key for course in courses.values()])
    due_at = quarter.end(zone) - timedelta(seconds=1)
    steps = []
    for key in keys:
        course = courses.get(key)
        if key in quizzes and course and course.key not in begun:
            steps.append(_course_first(course, quarter, due_at))
        elif key in quizzes:
            steps.append(_take(quizzes[key], quarter, due_at))
    return steps


def _course_first(course: Activity, quarter: Quarter, due_at: datetime) -> NextStep:
    return NextStep(
        title=course.title,
        detail=_(
            "Its quiz is required in %(quarter)s. The course prepares you for it.",
            quarter=quarter_name(quarter),
        ),
        url=course.url,
        action=_("Look at the course"),
        rank=RANK,
        due_at=due_at,
        minutes=course.minutes,
    )


def _take(quiz: Activity, quarter: Quarter, due_at: datetime) -> NextStep:
    return NextStep(
        title=quiz.title,
        detail=_("Required in %(quarter)s.", quarter=quarter_name(quarter)),
        url=quiz.url,
        action=_("Take the quiz"),
        rank=RANK,
        due_at=due_at,
        minutes=quiz.minutes,
    )


def _people_missing(session: Session, viewer: Viewer, quarter: Quarter, zone: str) -> list[NextStep]:
    state = queries.state(session, quarter, zone, today(zone), visible_people(viewer))
    count = len(state.overall.missing)
    if not count:
        return []
    title = ngettext("%(num)s person has not taken part yet", "%(num)s people have not taken part yet", count)
    return [
        NextStep(
            title={current_language(): title},
            detail=_("Required in %(quarter)s.", quarter=quarter_name(quarter)),
            url=url_for("quarters.people", key=quarter.key, figure=Figure.MISSING.value),
            action=_("See who"),
            rank=RANK,
            due_at=quarter.end(zone) - timedelta(seconds=1),
        )
    ]
