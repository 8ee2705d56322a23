"""The question types there are: a new type adds its folder and its line here."""

from collections.abc import Mapping

from quizzes.questions.base import Body, QuestionType
from quizzes.questions.matching.rules import Matching
from quizzes.questions.multiple.rules import Multiple
from quizzes.questions.numeric.rules import Numeric
from quizzes.questions.ordering.rules import Ordering
from quizzes.questions.short_text.rules import ShortText
from quizzes.questions.single.rules import Single
from quizzes.questions.true_false.rules import TrueFalse

_ALL: tuple[QuestionType, ...] = (
    Single(),
    Multiple(),
    TrueFalse(),
    Numeric(),
    ShortText(),
    Matching(),
    Ordering(),
)

TYPES: Mapping[str, QuestionType] = {type_.name: type_ for type_ in _ALL}
"""Every question type by its name, in the order a trainer chooses from."""


def type_of(body: Body) -> QuestionType:
    """The rules of a question's type."""
    return TYPES[body["type"]]
