"""Declares reporting to the platform."""

from flask_babel import lazy_gettext as _l

from lms.feature import Feature, NavigationLink
from lms.reporting.views import blueprint

feature = Feature(
    name="reporting",
    blueprints=(blueprint,),
    navigation=(NavigationLink("reporting.records", _l("Records"), "table", "staff", 30),),
)
