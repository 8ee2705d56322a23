"""Forms of what a quarter requires."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from lms.activities import Activity
from lms.assignments.audiences import Audience
from lms.web.language import say


class RequirementForm(FlaskForm):
    """A quiz, and whom it is required of."""

    quiz = SelectField(_l("Quiz"), [InputRequired(_l("Choose the quiz that is to be taken."))])
    audience = SelectField(_l("Required of"), [InputRequired(_l("Choose whom it is required of."))])

    def offer(self, quizzes: Iterable[Activity], audiences: Iterable[Audience]) -> None:
        """Fills the choices. The template words the audiences: a market's name is a matter of the page's language."""
        self.quiz.choices = [SelectChoice("", _l("Choose a quiz"))] + [
            SelectChoice(quiz.key, say(dict(quiz.title))) for quiz in quizzes
        ]
        self.audience.choices = [SelectChoice(audience.code) for audience in audiences]


class WithdrawalForm(FlaskForm):
    """Why a requirement is withdrawn."""

    reason = TextAreaField(
        _l("Reason"),
        [
            DataRequired(_l("Write why: who looks at this quarter later will ask.")),
            Length(max=400, message=_l("Keep the reason within 400 characters.")),
        ],
        filters=[lambda text: (text or "").strip()],
    )
