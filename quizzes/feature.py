"""Declares quizzes to the platform."""

from typing import Any

from sqlalchemy.orm import Session

from lms.feature import Feature, NextStep
from quizzes import models
from quizzes.activities import Quizzes
from quizzes.authoring.declaration import BLUEPRINTS, NAVIGATION
from quizzes.authoring.views.next_steps import authoring_steps
from quizzes.cli import quizzes_group
from quizzes.content_import import check_content, load_content
from quizzes.demo import load_demo
from quizzes.views import quizzes, results, session, taking
from quizzes.views.blueprint import blueprint, types
from quizzes.views.next_steps import next_steps

VIEWS = (quizzes, taking, results, session)
"""Named so that importing this registers every route, by statement and not by chance."""


def _next_steps(session: Session, viewer: Any) -> list[NextStep]:
    """What waits for the learner, and what waits for the trainer."""
    return [*next_steps(session, viewer), *authoring_steps(session, viewer)]


feature = Feature(
    name="quizzes",
    blueprints=(blueprint, types, *BLUEPRINTS),
    models=models,
    commands=(quizzes_group,),
    activities=(Quizzes(),),
    navigation=NAVIGATION,
    next_steps=_next_steps,
    load_content=load_content,
    load_demo=load_demo,
    check_content=check_content,
)
