"""Declares courses to the platform."""

from flask_babel import lazy_gettext as _l

from courses import models
from courses.activities import CourseActivities, CoursesOfQuizzes, LessonActivities
from courses.content_import import check_content, load_content
from courses.demo import load_demo
from courses.next_steps import next_steps
from courses.services.learning import on_record
from courses.views import blueprint
from lms.feature import Feature, NavigationLink

feature = Feature(
    name="courses",
    models=models,
    blueprints=[blueprint],
    activities=[CourseActivities(), LessonActivities(), CoursesOfQuizzes()],
    navigation=[NavigationLink("courses.catalogue", _l("Learn"), "book", order=20)],
    listeners=[on_record],
    next_steps=next_steps,
    check_content=check_content,
    load_content=load_content,
    load_demo=load_demo,
)
