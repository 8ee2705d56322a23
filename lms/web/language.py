"""Which language and time zone a page is in: the person's own choice, then the session's, then the browser's."""

from pathlib import Path
from typing import cast

from flask import Flask, g, request
from flask import session as cookie
from flask_babel import Babel, get_locale
from flask_login import current_user

from lms.translated import BASE_LANGUAGE, LANGUAGE_NAMES, LANGUAGES, Picked, html_language, pick
from lms.web.db import settings

_BROWSER_TAGS = {"en": "en", "zh": "zh_Hans", "zh-hans": "zh_Hans", "zh-cn": "zh_Hans", "zh-sg": "zh_Hans"}


def choose_language() -> str:
    """The reader's language, one of LANGUAGES."""
    if current_user and current_user.is_authenticated and current_user.locale in LANGUAGES:
        return cast(str, current_user.locale)
    if cookie.get("language") in LANGUAGES:
        return cast(str, cookie["language"])
    best = request.accept_languages.best_match(_BROWSER_TAGS)
    return _BROWSER_TAGS[best] if best else BASE_LANGUAGE


def choose_time_zone() -> str:
    """The person's time zone, else the company's."""
    if current_user and current_user.is_authenticated and current_user.time_zone:
        return cast(str, current_user.time_zone)
    return settings().time_zone


def current_language() -> str:
    """The language of the page being made, one of LANGUAGES."""
    locale = get_locale()
    if locale is None:
        return BASE_LANGUAGE
    # Kept for the request: a page asks some hundred times, and a locale spells its name anew each time.
    if g.get("named_locale") is not locale:
        g.named_locale, g.named_language = locale, str(locale)
    return str(g.named_language)


def say(texts: dict[str, str] | None) -> str:
    """Translated data as text in the page's language (a visible fallback needs `picked`)."""
    return pick(texts, current_language()).text


def picked(texts: dict[str, str] | None) -> Picked:
    """Translated data for the page's language, with the language it is really in."""
    return pick(texts, current_language())


def init_app(app: Flask) -> None:
    """Connects flask-babel; the packages' catalogues are read together."""
    root = Path(app.root_path).parent
    folders = [root / package / "translations" for package in ("lms", "courses", "quizzes")]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(folder) for folder in folders)
    Babel(app, locale_selector=choose_language, timezone_selector=choose_time_zone)
    app.add_template_filter(say, "say")
    app.add_template_filter(picked, "picked")
    app.add_template_filter(html_language, "html_language")
    app.jinja_env.globals.update(
        current_language=current_language, LANGUAGES=LANGUAGES, LANGUAGE_NAMES=LANGUAGE_NAMES
    )
