"""A form as templates see it: what is typed in it, what is wrong with it, and where to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from lms.translated import LANGUAGES
from lms.web.language import current_language
from quizzes.authoring.form_faults import Placed
from quizzes.authoring.labels import FIELDS
from quizzes.questions.fields import Fields, Parts


@dataclass(frozen=True, slots=True)
class Said:
    """A fault in the reader's language: where it is, what it belongs to, what to do."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class FormView:
    """One form on a page. `locked`: to be read only. `focus`: the row to go on with."""

    fields: Fields
    faults: Sequence[Said] = ()
    locked: bool = False
    focus: str = ""

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self.fields.typed(name)

    def all(self, name: str) -> list[str]:
        """Everything chosen under one name."""
        return self.fields.all(name)

    def rows(self, name: str) -> list[str]:
        """The rows of a list."""
        return self.fields.rows(name)

    def errors(self, name: str) -> list[str]:
        """What is wrong at a field."""
        return [fault.message for fault in self.faults if fault.field == name]

    @property
    def languages(self) -> list[str]:
        """The languages to write in, the reader's own first."""
        mine = current_language()
        return sorted(LANGUAGES, key=lambda language: language != mine)


def said(faults: Sequence[Placed], lists: Sequence[Parts], labels: Mapping[str, Any] = FIELDS) -> list[Said]:
    """The faults in the reader's language; `labels` names the fields."""
    parts = {one.name: one.label for one in lists}
    return [
        Said(
            fault.field,
            _(parts[fault.part[0]], number=fault.part[1])
            if fault.part
            else str(labels.get(fault.field.split("-")[0], "")),
            _(fault.message, **fault.values),
        )
        for fault in faults
    ]
