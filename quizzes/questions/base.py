"""What every question type answers for. Pure: bodies and responses are plain data, nothing is read or written.

A type is a folder here: `rules.py` (this contract), `ask.html` (as the learner sees it), `review.html` (after
submission), `form.py` and `edit.html` (as the trainer writes it). Adding a type touches its own folder and the one
line in `register.py`.

Messages are English message ids with named values: the pages translate them, the commands print them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, Protocol

from lms.translated import BASE_LANGUAGE

Body = Mapping[str, Any]
"""A question version's content in the form of content-format.md, already checked."""

Response = dict[str, Any]
"""What the learner answered, keyed on option ids: e.g. {"choice": "b"}, {"order": ["c", "a", "b"]}."""

Texts = Mapping[str, str]
"""A translated text: {"en": …, "zh_Hans": …}."""

Path = tuple[str | int, ...]
"""Where something stands inside a question: ("options", 1, "text", "en")."""

NOTHING = Fraction(0)
EVERYTHING = Fraction(1)


def N_(message: str) -> str:
    """Marks a message for the catalogue; it is translated where it is shown."""
    return message


class BadResponse(ValueError):
    """A response that does not fit the question; `message` with its `values` says what was expected."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a question: where, and what to do about it."""

    path: Path
    message: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(slots=True)
class Faults:
    """Collects faults while a question is read. `languages` are those every text must have."""

    languages: Sequence[str] = (BASE_LANGUAGE,)
    found: list[Fault] = field(default_factory=list)

    def add(self, path: Path, message: str, **values: Any) -> None:
        """Adds one fault."""
        self.found.append(Fault(path, message, values))

    def texts(self, path: Path, value: Any) -> None:
        """Checks a translated text: a mapping with a text for each language asked for."""
        if not isinstance(value, Mapping):
            self.add(path, N_("Write a text per language: {en: …, zh_Hans: …}."))
            return
        for language, text in value.items():
            if not isinstance(text, str) or not text.strip():
                self.add(
                    (*path, str(language)),
                    N_("Write a text here; quote it where it could be read as a number or a date."),
                )
        for language in self.languages:
            if language not in value:
                self.add(path, N_("The text in %(language)s is missing."), language=language)

    def parts(self, path: Path, value: Any, least: int, most: int) -> list[Mapping[str, Any]]:
        """Checks a list of parts with ids (options, pairs, items) and gives those that can be looked into."""
        if not isinstance(value, list) or not least <= len(value) <= most:
            self.add(path, N_("Give %(least)s to %(most)s of these."), least=least, most=most)
        parts = value if isinstance(value, list) else []
        for number, part in enumerate(parts):
            if not isinstance(part, Mapping) or not isinstance(part.get("id"), str) or not part["id"]:
                self.add(
                    (*path, number), N_("Give it an id, such as a, b or c (quote it where it is a number).")
                )
        return [part for part in parts if isinstance(part, Mapping)]

    def unique(self, path: Path, ids: Iterable[Any]) -> None:
        """Adds a fault for every id that stands there twice."""
        seen: set[Any] = set()
        for id_ in ids:
            if id_ in seen:
                self.add(path, N_("The id %(id)s stands here twice; ids are unique in a question."), id=id_)
            seen.add(id_)

    def unknown(self, path: Path, value: Mapping[str, Any], known: Iterable[str]) -> None:
        """Adds a fault for every field nobody reads: most likely a slip of the pen."""
        for name in value:
            if name not in known:
                self.add(
                    (*path, name), N_("Nothing reads the field %(name)s; correct or remove it."), name=name
                )


class QuestionType(Protocol):
    """One type's rules.

    `order` is what `order()` gave when the form was drawn; it is kept with the attempt. A page's script and form speak
    of what is shown (`shown()`, `response()`), which for most types is the response itself. Matching and ordering speak
    of places in `order` instead of ids: their ids may follow the key, and a page must not carry the key.
    """

    name: str
    fields: frozenset[str]
    """The type's own fields in a body."""

    def check(self, raw: Mapping[str, Any], faults: Faults) -> None:
        """Adds a fault for everything wrong in the type's own fields."""
        ...

    def listed(self, body: Body) -> Mapping[str, Texts]:
        """The translated texts of what `order` lists, by id; empty where nothing is listed or the page has its own
        words."""
        ...

    def order(self, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The ids of what is shown, in the order to show it. Matching and ordering always shuffle: their written order
        is the key. Empty where nothing is listed."""
        ...

    def response(self, body: Body, order: Sequence[str], raw: Any) -> Response | None:
        """A response from what the page sent, checked and in its one canonical form; None where it is empty. Raises
        BadResponse."""
        ...

    def shown(self, body: Body, order: Sequence[str], response: Response | None) -> Any:
        """The reverse of `response`: what the page would have sent."""
        ...

    def from_form(self, values: Mapping[str, list[str]]) -> Any:
        """What the page's script would have sent, from an HTML form without it; `values` are the slot's own fields by
        name."""
        ...

    def key(self, body: Body) -> Response:
        """A response that earns everything."""
        ...

    def fraction(self, body: Body, response: Response | None) -> Fraction:
        """The share of the points earned, 0 to 1, exact. Never raises for a response that `response()` returned."""
        ...


def is_number(value: Any) -> bool:
    """Whether a value from a file is a number to reckon with (true and false are not)."""
    return type(value) in (int, float) and abs(value) < 1e15


def chosen_ids(raw: Any, name: str, known: Iterable[str]) -> list[str]:
    """The ids under `name` in what a page sent, each once. Raises BadResponse for anything else."""
    if raw is None:
        return []
    found = raw.get(name) if isinstance(raw, Mapping) else None
    if found is None:
        found = []
    ids = found if isinstance(found, list) else [found]
    allowed = set(known)
    if not all(isinstance(id_, str) and id_ in allowed for id_ in ids):
        raise BadResponse(N_("Choose among the options shown."))
    return list(dict.fromkeys(ids))


def place(token: Any, order: Sequence[str]) -> str:
    """The id that stands at a place (counted from 1) of what was shown. Raises BadResponse."""
    if not isinstance(token, str) or not token.isdecimal() or not 1 <= int(token) <= len(order):
        raise BadResponse(N_("Choose among the options shown."))
    return order[int(token) - 1]


def places(order: Sequence[str]) -> dict[str, str]:
    """Each shown id's place, counted from 1, as pages write it."""
    return {id_: str(number) for number, id_ in enumerate(order, start=1)}


def shuffled(ids: Sequence[str], random: Random) -> list[str]:
    """The ids in a new order, never the one given where there is another: that one is the key."""
    result = list(ids)
    random.shuffle(result)
    return result if len(ids) < 2 or result != list(ids) else [*result[1:], result[0]]
