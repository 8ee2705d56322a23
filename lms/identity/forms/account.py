"""Forms of one's own account."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from lms.identity.passwords import MAX_LENGTH, MIN_LENGTH


class SignInForm(FlaskForm):
    """E-mail address or employee number, and password."""

    name = StringField(
        _l("E-mail or employee number"),
        [InputRequired(_l("Type your e-mail address or employee number.")), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Type your password.")), Length(max=MAX_LENGTH)],
        render_kw={"autocomplete": "current-password"},
    )


class ChangePasswordForm(FlaskForm):
    """The present password and a new one, twice."""

    current = PasswordField(
        _l("Present password"),
        [InputRequired(_l("Type your present password.")), Length(max=MAX_LENGTH)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("New password"),
        [
            InputRequired(_l("Choose a new password.")),
            Length(MIN_LENGTH, MAX_LENGTH, _l("Use at least %(min)d characters, at most %(max)d.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("New password again"),
        [EqualTo("new", _l("This is not the same as the new password above."))],
        render_kw={"autocomplete": "new-password"},
    )
