"""Declares home to the platform."""

from flask_babel import lazy_gettext as _l

from lms.feature import Feature, NavigationLink
from lms.home.views import blueprint

feature = Feature(
    name="home",
    blueprints=[blueprint],
    navigation=[
        NavigationLink("home.today", _l("Today"), "home", order=10),
        NavigationLink("home.me", _l("Me"), "person", order=40),
    ],
)
