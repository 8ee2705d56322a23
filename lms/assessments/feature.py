"""Declares assessments to the platform."""

from flask_babel import lazy_gettext as _l

from lms.assessments import models
from lms.assessments.demo import load_demo
from lms.assessments.next_steps import next_steps
from lms.assessments.views import blueprint
from lms.feature import Feature, NavigationLink

feature = Feature(
    name="assessments",
    blueprints=(blueprint,),
    models=models,
    navigation=(NavigationLink("quarters.present", _l("Quarter"), "chart", "staff", 20),),
    next_steps=next_steps,
    load_demo=load_demo,
)
