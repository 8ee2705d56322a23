"""Declares identity to the platform."""

from flask_babel import lazy_gettext as _l

from lms.feature import Feature, NavigationLink
from lms.identity import models
from lms.identity.cli import commands
from lms.identity.demo import load_demo
from lms.identity.next_steps import next_steps
from lms.identity.views.account import blueprint as account
from lms.identity.views.imports import blueprint as imports
from lms.identity.views.people import blueprint as people
from lms.identity.views.units import blueprint as units

feature = Feature(
    name="identity",
    blueprints=(account, people, imports, units),
    models=models,
    commands=commands,
    load_demo=load_demo,
    next_steps=next_steps,
    navigation=(
        NavigationLink(
            "people.people",
            _l("People"),
            "people",
            place="staff",
            order=70,
            also=("/people-imports", "/units"),
        ),
    ),
)
