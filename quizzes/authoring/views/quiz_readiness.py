"""What stands between a quiz and its publication, and its lines with what the bank can give them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from quizzes.authoring.form_faults import placed
from quizzes.authoring.labels import QUIZ_FIELDS
from quizzes.authoring.queries.bank import questions_in_use
from quizzes.authoring.queries.quizzes import Found, questions_by_key
from quizzes.authoring.quiz_form import (
    ITEMS,
    find_quiz_faults,
    fixed_questions,
    quiz_faults_without_translation,
    readable_items,
    write_quiz_form,
)
from quizzes.authoring.shortages import available, shortages
from quizzes.authoring.views.form_view import Said, said
from quizzes.questions.base import Body
from quizzes.questions.fields import Fields

PLACES = {"key": "address"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a quiz on a page. `question` for a fixed one that exists; `available` for a draw with tags."""

    token: str
    key: str
    question: Found | None
    available: int | None


def find_lines(session: Session, fields: Fields) -> list[Line]:
    """Every line of the form with what the bank knows about it; two queries."""
    found = questions_by_key(session, fixed_questions(fields))
    bank = questions_in_use(session)
    return [_line(fields, token, found, bank) for token in fields.rows("items")]


def _line(
    fields: Fields, token: str, found: Mapping[str, Found], bank: Mapping[str, Collection[str]]
) -> Line:
    key = fields.text(f"items-{token}-question")
    tags = fields.listed(f"items-{token}-tags")
    return Line(token, key, found.get(key), available(tags, bank) if tags else None)


def find_readiness(
    session: Session, body: Body, *, untranslated: bool, fields: Fields | None = None
) -> list[Said]:
    """Everything that keeps the quiz from being published, shortages of the bank included."""
    faults = quiz_faults_without_translation(body) if untranslated else find_quiz_faults(body)
    fields = fields or write_quiz_form(body)
    rows = fields.rows("items")
    short = [
        Said(
            f"items-{rows[shortage.line]}",
            _(ITEMS.label, number=shortage.line + 1),
            _(shortage.message, **shortage.values),
        )
        for shortage in shortages(readable_items(body), questions_in_use(session))
    ]
    return [*said(placed(faults, fields, [ITEMS], PLACES), [ITEMS], QUIZ_FIELDS), *short]
