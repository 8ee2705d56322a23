"""Puts the application together from the platform's own parts and the features it is given."""

from collections.abc import Sequence

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from lms.activities import Activities
from lms.assessments.feature import feature as assessments
from lms.cli import commands
from lms.database import Database
from lms.feature import Feature
from lms.home.feature import feature as home
from lms.identity import access
from lms.identity.feature import feature as identity
from lms.records.feature import feature as records
from lms.reporting.feature import feature as reporting
from lms.settings import Settings
from lms.web import (
    db,
    errors,
    filters,
    headers,
    health,
    input,
    language,
    logs,
    navigation,
    sessions,
    static_files,
)

PLATFORM = (home, identity, assessments, reporting, records)


def build_app(settings: Settings, features: Sequence[Feature]) -> Flask:
    """The whole application. Touches no table: migrations and content are commands of their own."""
    app = Flask("lms", static_folder=None, template_folder="templates")
    parts = (*PLATFORM, *features)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="attune",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=12 * 3600,
        MAX_CONTENT_LENGTH=10 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a page left open over lunch still sends
        TESTING=settings.environment == "test",
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["attune.settings"] = settings
    app.extensions["attune.parts"] = parts
    app.extensions["attune.database"] = Database(
        settings.database_url, [listener for part in parts for listener in part.listeners]
    )
    app.extensions["attune.activities"] = Activities(source for part in parts for source in part.activities)
    CSRFProtect(app)
    for module in (
        sessions,
        input,
        logs,
        db,
        access,
        language,
        filters,
        headers,
        static_files,
        errors,
        health,
        navigation,
    ):
        module.init_app(app)
    for part in parts:
        for blueprint in part.blueprints:
            app.register_blueprint(blueprint)
    for command in (*commands, *(command for part in parts for command in part.commands)):
        app.cli.add_command(command)
    return app
