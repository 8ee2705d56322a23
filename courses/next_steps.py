"""What a learner should do next in courses: go on where they left off, or begin the foundations or a market's course."""

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from courses.queries.learner import Learning, courses_begun, learning
from courses.queries.published import Published, lesson_titles, published
from lms.feature import NextStep
from lms.identity.models import PersonMarket
from lms.identity.permissions import Role, Viewer
from lms.web.db import activities
from lms.web.language import say

IN_PROGRESS = 40
SUGGESTED = 60

_MARKETS = select(PersonMarket.market).where(PersonMarket.person_id == bindparam("person"))


def next_steps(session: Session, viewer: Viewer) -> list[NextStep]:
    """One step per course in progress, the newest first; then, for agents, the courses to begin: the foundations first."""
    begun = courses_begun(session, viewer.id)
    courses = {course.key: course for course in published(session)}
    open_ = [courses[key] for key, completed in begun.items() if completed is None and key in courses]
    new = [course for key, course in courses.items() if key not in begun]
    return _go_on(session, viewer, open_) + _suggested(session, viewer, new)


def _go_on(session: Session, viewer: Viewer, courses: list[Published]) -> list[NextStep]:
    if not courses:
        return []
    mine = learning(session, viewer.id, courses)
    titles = lesson_titles(session, [course.version_id for course in courses])
    return [_next_in(session, course, mine[course.key], titles) for course in courses]


def _next_in(
    session: Session,
    course: Published,
    begun: Learning,
    titles: dict[tuple[int, str], dict[str, str]],
) -> NextStep:
    url, action = url_for("courses.course", course_key=course.key), _("Continue")
    detail = _("Everything is done; close the course.")
    if begun.resume:
        detail = _("Continue: %(lesson)s", lesson=say(titles[course.version_id, begun.resume]))
        url = url_for("courses.lesson", course_key=course.key, lesson_key=begun.resume)
    if course.rule.quiz and begun.progress.lessons_done and not begun.quiz_passed:
        quiz = activities().get(session, "quiz", course.rule.quiz)
        detail = _("All lessons are done; the quiz is left.")
        if quiz:
            url, action = quiz.url, _("Take the quiz")
    return NextStep(title=course.title, detail=detail, url=url, action=action, rank=IN_PROGRESS)


def _suggested(session: Session, viewer: Viewer, new: list[Published]) -> list[NextStep]:
    """For agents the foundations; for whoever serves a market, its course."""
    foundations = [course for course in new if course.kind == "foundations" and Role.AGENT in viewer.roles]
    of_markets = [course for course in new if course.market]
    if of_markets:
        mine = set(session.scalars(_MARKETS, {"person": viewer.id}))
        of_markets = [course for course in of_markets if course.market in mine]
    return [
        *(_begin(course, _("The course before every market.")) for course in foundations),
        *(_begin(course, _("A course about a market you serve.")) for course in of_markets),
    ]


def _begin(course: Published, detail: str) -> NextStep:
    return NextStep(
        title=course.title,
        detail=detail,
        url=url_for("courses.course", course_key=course.key),
        action=_("Look at the course"),
        rank=SUGGESTED,
        minutes=course.minutes,
    )
