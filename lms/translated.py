"""Text that people read, as data: one text per language, a base language and a visible fallback."""

from collections.abc import Mapping
from dataclasses import dataclass

BASE_LANGUAGE = "en"
LANGUAGES = ("en", "zh_Hans")
"""The languages of the interface and of the content, base language first."""

LANGUAGE_NAMES = {"en": "English", "zh_Hans": "简体中文"}


@dataclass(frozen=True, slots=True)
class Picked:
    """The text chosen for a reader, and the language it is really in."""

    text: str
    language: str
    fallback: bool
    """True where the reader's language is missing and another one is shown instead."""


def pick(texts: Mapping[str, str] | None, language: str, base: str = BASE_LANGUAGE) -> Picked:
    """The text in the reader's language, else in the base language, else in any; empty where there is none."""
    if not texts:
        return Picked("", language, fallback=False)
    if texts.get(language):
        return Picked(texts[language], language, fallback=False)
    if texts.get(base):
        return Picked(texts[base], base, fallback=True)
    for other, text in texts.items():
        if text:
            return Picked(text, other, fallback=True)
    return Picked("", language, fallback=False)


def html_language(language: str) -> str:
    """The value of an HTML `lang` attribute, e.g. zh_Hans → zh-Hans."""
    return language.replace("_", "-")
