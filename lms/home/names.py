"""Codes as words in the reader's language: markets and languages."""

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale

from lms.markets import REGIONS
from lms.web.language import say


def market_name(code: str) -> str:
    """A market by its name: a territory's, or that of a market which is several countries. Unknown codes stay codes."""
    if code in REGIONS:
        return say(REGIONS[code])
    return str(get_locale().territories.get(code.upper(), code))


def language_name(code: str) -> str:
    """A language by its name, also with a script or territory (zh-Hans, pt-BR). Unknown codes stay codes."""
    try:
        found = Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return code
    return str(found.get_display_name(get_locale()) or code)
