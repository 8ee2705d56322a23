"""What every question type's `form.py` answers for: the trainer's form as the type's own part of a body, and back. Pure.

`edit.html` beside it shows the fields; `form` is the name under which the module offers its form.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from quizzes.questions.base import Body
from quizzes.questions.fields import Fields, Ids, Pairs, Parts


class TypeForm(Protocol):
    """One type's own fields. Reading what was written gives the same body: `read(Fields(write(body)))`."""

    label: str
    """Message id of the type's name."""
    explained: str
    """Message id of one sentence: what it is good for."""
    lists: Sequence[Parts]
    places: Mapping[str, str]
    """Where a fault is shown whose path starts with a name that is no field of the form."""

    def read(self, fields: Fields, ids: Ids) -> dict[str, Any]:
        """The type's own part of a body; what is not filled in is left out, or empty."""
        ...

    def write(self, body: Body) -> Pairs:
        """The fields of a body, complete or not."""
        ...

    def blank(self) -> Pairs:
        """The fields of a new question."""
        ...
