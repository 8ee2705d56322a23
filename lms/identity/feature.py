"""Declares identity to the platform."""

from lms.feature import Feature
from lms.identity import models
from lms.identity.views.account import blueprint as account

feature = Feature(name="identity", blueprints=(account,), models=models)
