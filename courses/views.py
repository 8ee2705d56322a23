"""The catalogue, a course, a lesson, and the two buttons of a learner: start, and done.

Looking at a page writes nothing, so that Back, prefetching and reading ahead do no harm: enrolment and "opened here"
are written by the buttons alone. The reading language is a view parameter (`?language=zh_Hans`), because comparing two
languages is a way of reading, not a change of one's profile; two tabs may differ, and Back goes back.
"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.blocks.links import carry_language
from courses.blocks.words import word
from courses.catalogue import sections
from courses.progress import Step, next_unfinished
from courses.queries.learner import learning
from courses.queries.lesson_page import lesson_page
from courses.queries.published import (
    Published,
    find_published,
    lesson_titles,
    lessons_of,
    published,
    version_details,
)
from courses.queries.search import search
from courses.services import learning as services
from lms.activities import Activity
from lms.identity.access import requires, viewer
from lms.identity.permissions import Permission
from lms.translated import LANGUAGES
from lms.web.db import activities, session
from lms.web.language import current_language

blueprint = Blueprint("courses", __name__, url_prefix="/courses", template_folder="templates")


@blueprint.get("")
@requires(Permission.LEARN)
def catalogue() -> ResponseReturnValue:
    """Mine in progress first, then all by kind; or what a search found."""
    words = request.args.get("q", "").strip()
    courses = published(session())
    mine = learning(session(), viewer().id, courses)
    if words:
        found = search(session(), words, current_language())
        shown = [course for course in courses if course.key in found.course_keys]
        return render_template("courses/search.html", words=words, courses=shown, found=found, mine=mine)
    going_on = [course.version_id for course in courses if mine[course.key].in_progress]
    return render_template(
        "courses/catalogue.html",
        sections=sections(courses, mine),
        mine=mine,
        titles=lesson_titles(session(), going_on),
    )


@blueprint.get("/<course_key>")
@requires(Permission.LEARN)
def course(course_key: str) -> ResponseReturnValue:
    """What the course is for, its lessons with what is done, its quiz, and where its claims come from."""
    found = _course(course_key)
    lessons = lessons_of(session(), found.version_id)
    steps = {found.version_id: [Step(each.key, each.required) for each in lessons]}
    return render_template(
        "courses/course.html",
        course=found,
        details=version_details(session(), found.version_id),
        lessons=lessons,
        mine=learning(session(), viewer().id, [found], steps)[course_key],
        quiz=_quiz(found),
    )


@blueprint.get("/<course_key>/<lesson_key>")
@requires(Permission.LEARN)
def lesson(course_key: str, lesson_key: str) -> ResponseReturnValue:
    """One lesson, in the reader's language or the one asked for."""
    carried = _carried_language()
    found = _course(course_key)
    page = lesson_page(session(), viewer().id, found, lesson_key, carried or current_language()) or abort(404)
    return render_template(
        "courses/lesson.html",
        page=page,
        html=carry_language(page.html, carried) if carried else page.html,
        carried=carried,
        following=next_unfinished(
            page.learning.steps, found.rule, lesson_key, page.learning.done | {lesson_key}
        ),
        quiz=_quiz(found),
        word=word,
    )


@blueprint.post("/<course_key>/enrolments")
@requires(Permission.LEARN)
def start(course_key: str) -> ResponseReturnValue:
    """Starts the course, or closes it where everything is done already; leads to the lesson to go on with."""
    found = _course(course_key)
    advance = services.start_course(session(), viewer().id, found)
    session().commit()
    return redirect(_behind(found, advance), 303)


@blueprint.post("/<course_key>/<lesson_key>/completions")
@requires(Permission.LEARN)
def complete(course_key: str, lesson_key: str) -> ResponseReturnValue:
    """Marks the lesson done and leads to the next one; behind the last to the quiz, or back to the course."""
    found = _course(course_key)
    advance = services.finish_lesson(session(), viewer().id, found, lesson_key) or abort(404)
    session().commit()
    return redirect(_behind(found, advance), 303)


def _behind(found: Published, advance: services.Advance) -> str:
    """Where a button leads: the following lesson, else the quiz that is left, else the course."""
    if advance.following:
        language = _carried_language()
        return url_for(".lesson", course_key=found.key, lesson_key=advance.following, language=language)
    if advance.completed:
        flash(_("You have completed this course."), "good")
    quiz = None if advance.learning.quiz_passed else _quiz(found)
    if quiz and advance.learning.in_progress:
        flash(_("All lessons are done. The quiz is the last step of this course."), "good")
        return quiz.url
    return url_for(".course", course_key=found.key)


def _course(key: str) -> Published:
    return find_published(session(), key) or abort(404)


def _quiz(found: Published) -> Activity | None:
    return activities().get(session(), "quiz", found.rule.quiz) if found.rule.quiz else None


def _carried_language() -> str | None:
    """The reading language asked for, where it is not the page's own."""
    asked = request.args.get("language")
    return asked if asked in LANGUAGES and asked != current_language() else None
