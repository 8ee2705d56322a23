"""The filter of the completion records, as it stands in the address."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from lms.assignments.unit_tree import UnitTree
from lms.reporting.completions import CompletionFilter
from lms.reporting.titles import Titles
from lms.reporting.words import KINDS, STATUSES
from lms.web.language import say

ALL_OF_KIND = {"course": _l("All courses"), "quiz": _l("All quizzes")}
EARLIEST, LATEST = 2000, 2099
"""Years of quarters; beyond the calendar's own ends a day has no beginning in another zone."""
DATE_FAULT = _l("Write the day as year-month-day, for example 2026-10-01.")


def unit_choices(units: UnitTree) -> list[SelectChoice]:
    """Every unit by its key, those under another one indented."""
    return [
        SelectChoice(node.key, "\N{EM SPACE}" * node.depth + say(dict(node.name))) for node in units.nodes
    ]


class Day(DateField):
    """A day; says how to write it where it cannot be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Takes an empty field as no day."""
        if not valuelist or not valuelist[0].strip():
            self.data: date | None = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(str(DATE_FAULT)) from error
        if self.data and not EARLIEST <= self.data.year <= LATEST:
            self.data = None
            raise ValueError(str(DATE_FAULT))
        if self.data and not 1900 <= self.data.year <= 2999:
            self.data = None
            raise ValueError(str(DATE_FAULT))


class CompletionForm(FlaskForm):
    """Read from the address, so that a filtered list can be sent to somebody as a link."""

    class Meta:
        csrf = False  # it changes nothing

    by = SelectField(
        _l("Day of"),
        choices=[SelectChoice("activity", _l("last activity")), SelectChoice("completion", _l("completion"))],
        default="activity",
    )
    since = Day(_l("From"), [Optional()])
    until = Day(_l("To"), [Optional()])
    unit = SelectField(_l("Unit"), default="")
    activity = SelectField(_l("Course or quiz"), default="")
    status = SelectField(
        _l("Status"),
        choices=[
            SelectChoice("", _l("any")),
            *(SelectChoice(str(code), word) for code, word in STATUSES.items()),
        ],
        default="",
    )
    person = StringField(_l("Person"), [Length(max=100)], filters=[lambda text: (text or "").strip()])

    def offer(self, units: UnitTree, titles: Titles) -> None:
        """Fills the choices that depend on data."""
        self.unit.choices = [SelectChoice("", _l("all units")), *unit_choices(units)]
        self.activity.choices = [SelectChoice("", _l("all courses and quizzes"))]
        for kind, found in titles.by_kind.items():
            group = str(KINDS.get(kind, kind))
            self.activity.choices.append(SelectChoice(kind, ALL_OF_KIND.get(kind, kind), optgroup=group))
            for one in found:
                choice = SelectChoice(f"{kind}:{one.key}", say(dict(one.title)), optgroup=group)
                self.activity.choices.append(choice)

    def validate_until(self, field: DateField) -> None:
        """The span must not end before it begins."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError(str(_l("This day is before the first one. Exchange the two.")))

    def wanted(self, zone: str, units: UnitTree) -> CompletionFilter:
        """The filter, with nothing for what could not be read."""
        kind, _colon, key = self._clean(self.activity).partition(":")
        unit = units.by_key.get(self._clean(self.unit))
        return CompletionFilter(
            zone=zone,
            since=None if self.since.errors else self.since.data,
            until=None if self.until.errors else self.until.data,
            by_completion=self.by.data == "completion",
            unit_ids=units.below(unit.id) if unit else None,
            kind=kind,
            key=key,
            status=self._clean(self.status),
            search=self._clean(self.person),
        )

    @staticmethod
    def _clean(field: StringField | SelectField) -> str:
        return "" if field.errors else field.data or ""
