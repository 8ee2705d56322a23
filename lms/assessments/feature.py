"""Declares assessments to the platform."""

from lms.feature import Feature

feature = Feature(name="assessments")
