"""Declares records to the platform."""

from lms.feature import Feature
from lms.records import models
from lms.records.cli import records_group

feature = Feature(name="records", models=models, commands=(records_group,))
