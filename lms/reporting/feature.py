"""Declares reporting to the platform."""

from lms.feature import Feature

feature = Feature(name="reporting")
