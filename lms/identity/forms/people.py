"""Forms about people and units. What a field may hold is said once, in person_fields."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from lms.identity.messages import FAULTS, FIELD_NAMES
from lms.identity.person_fields import ERASE


class Checkboxes(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PersonForm(FlaskForm):
    """One person. Field names are those of person_fields.FIELDS."""

    shown = HiddenField()
    employee_number = StringField(FIELD_NAMES["employee_number"])
    full_name = StringField(FIELD_NAMES["full_name"])
    preferred_name = StringField(FIELD_NAMES["preferred_name"])
    email = StringField(FIELD_NAMES["email"], render_kw={"type": "email", "autocomplete": "off"})
    unit = SelectField(FIELD_NAMES["unit"], validate_choice=False)
    manager = StringField(FIELD_NAMES["manager"])
    hired_on = StringField(FIELD_NAMES["hired_on"], render_kw={"type": "date"})
    left_on = StringField(FIELD_NAMES["left_on"], render_kw={"type": "date"})
    locale = SelectField(
        FIELD_NAMES["locale"],
        choices=[
            SelectChoice("", _l("As the browser says")),
            SelectChoice("en", "English"),
            SelectChoice("zh_Hans", "简体中文"),
        ],
    )
    time_zone = StringField(FIELD_NAMES["time_zone"])
    roles = Checkboxes(FIELD_NAMES["roles"])
    markets = StringField(FIELD_NAMES["markets"])
    languages = StringField(FIELD_NAMES["languages"])

    def cells(self) -> dict[str, Any]:
        """What was typed, as a row of a file says it: an empty field empties what was there."""
        return {name: self[name].data or ERASE for name in FIELD_NAMES}

    def refuse(self, name: str, code: str) -> None:
        """Adds the fault's words to a field."""
        self[name].errors = [*self[name].errors, FAULTS[code]]


class UnitForm(FlaskForm):
    """One organisation unit."""

    key = StringField(
        _l("Code"),
        [
            Length(1, 80, _l("Give the unit a code of up to 80 characters.")),
            Regexp(r"[\w.\-]+\Z", message=_l("Use letters, digits, dots and hyphens.")),
        ],
    )
    name_en = StringField(_l("Name in English"), [Length(max=120)])
    name_zh_Hans = StringField(_l("Name in Chinese"), [Length(max=120)])
    parent = SelectField(_l("Belongs to"), coerce=int)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """One of the two names is enough."""
        good = bool(super().validate(*args, **kwargs))
        if good and not self.names():
            self.name_en.errors = [_l("Give the unit a name in at least one language.")]
            return False
        return good

    def names(self) -> dict[str, str]:
        """The names given, by language."""
        typed = {"en": self.name_en.data or "", "zh_Hans": self.name_zh_Hans.data or ""}
        return {language: text.strip() for language, text in typed.items() if text.strip()}


class ImportForm(FlaskForm):
    """A file of people."""

    file = FileField(
        _l("File"),
        [FileRequired(_l("Choose a CSV or XLSX file."))],
        render_kw={"accept": ".csv,.xlsx,text/csv"},
    )
