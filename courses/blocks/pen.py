"""What every block writes with: Markdown in the lesson's language, and numbers that are unique in the lesson."""

from typing import Any

from courses.blocks.markdown import MARKDOWN
from courses.blocks.words import word


class Pen:
    """Writes one lesson in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._env: dict[str, Any] = {"language": language, "sections": 0}
        self._number = 0

    def text(self, written: str, *, table: str = "", script: str = "") -> str:
        """Markdown as HTML. `table` says what its tables are (phrases, compare), `script` the phrases' language."""
        self._env |= {"table": table, "script": script, "links": True}
        return str(MARKDOWN.render(written, self._env))

    def label(self, written: str) -> str:
        """One line of Markdown for a place that is itself pressed: formatted, but without links inside."""
        self._env |= {"links": False}
        return str(MARKDOWN.renderInline(written, self._env))

    def word(self, name: str) -> str:
        """One of rendering's own words."""
        return word(name, self.language)

    def number(self) -> int:
        """The next number of the lesson, for ids and groups. The same in every language of one structure."""
        self._number += 1
        return self._number
