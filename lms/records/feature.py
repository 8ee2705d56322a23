"""Declares records to the platform."""

from lms.feature import Feature
from lms.records import models

feature = Feature(name="records", models=models)
