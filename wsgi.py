"""The composition root: which features this Attune is made of. Nothing happens on import."""

import sys

from flask import Flask

from courses.feature import feature as courses
from lms.app import build_app
from lms.settings import Settings, SettingsError
from quizzes.feature import feature as quizzes

FEATURES = (courses, quizzes)


def create_app(settings: Settings | None = None) -> Flask:
    """The application, set up from the environment unless settings are given. A wrong setting ends with one line."""
    try:
        return build_app(settings or Settings.from_environment(), FEATURES)
    except SettingsError as error:
        sys.exit(str(error))
