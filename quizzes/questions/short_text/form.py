"""A short text as the trainer writes it."""

from typing import Any

from lms.translated import LANGUAGES
from quizzes.questions.base import N_, Body
from quizzes.questions.fields import Fields, Ids, Pairs


class ShortTextForm:
    """The accepted answers, one on a line, for each language."""

    label = N_("Short text")
    explained = N_("A word or a few; you list every answer that counts.")
    lists = ()
    places: dict[str, str] = {}  # noqa: RUF012 (read only)

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The accepted answers of the languages that have some."""
        accepted = {language: fields.lines(f"accepted-{language}") for language in LANGUAGES}
        return {"accepted": {language: lines for language, lines in accepted.items() if lines}}

    def write(self, body: Body) -> Pairs:
        """One answer on a line."""
        accepted = body.get("accepted", {})
        return [(f"accepted-{language}", "\n".join(accepted.get(language, []))) for language in LANGUAGES]

    def blank(self) -> Pairs:
        """Nothing yet."""
        return []


form = ShortTextForm()
