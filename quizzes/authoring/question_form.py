"""A whole question in the trainer's form: the fields every type has, and its type's own. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from lms.translated import LANGUAGES
from quizzes.authoring.type_forms import FORMS
from quizzes.questions.base import N_, Body, Fault, Faults
from quizzes.questions.fields import USED, Fields, Ids, Pairs, write_number, write_texts
from quizzes.questions.question import check_question
from quizzes.quiz import is_key

LABELS = ("level", "difficulty", "lesson", "evidence")
LONGEST_TAG = 80


def read_question(key: str, type_name: str, fields: Fields) -> dict[str, Any]:
    """The body of what stands in the form, complete or not."""
    pool = fields.text("new-pool") or fields.text("pool")
    tags = [tag for tag in fields.listed("tags") if tag != pool]
    body: dict[str, Any] = {
        "id": key,
        "type": type_name,
        "tags": [pool, *tags],
        "stem": fields.texts("stem"),
    }
    body |= {name: text for name in LABELS if (text := fields.text(name))}
    if (points := fields.number("points")) is not None:
        body["points"] = points
    if feedback := fields.texts("feedback"):
        body["feedback"] = feedback
    return body | FORMS[type_name].read(fields, Ids(fields.used_ids()))


def write_question(body: Body, used: Collection[str] = ()) -> Fields:
    """The form of a body; `used` are the ids the question has ever had."""
    pool, *tags = body["tags"]
    pairs: Pairs = [
        ("pool", pool),
        ("tags", ", ".join(tags)),
        *((name, body.get(name, "")) for name in LABELS),
        ("points", write_number(body.get("points"))),
        *write_texts("stem", body.get("stem")),
        *write_texts("feedback", body.get("feedback")),
        *FORMS[body["type"]].write(body),
    ]
    return _remembering(pairs, used)


def blank_question(type_name: str, defaults: Mapping[str, str]) -> Fields:
    """The form of a new question; `defaults` are values for its labels."""
    pairs = {"points": "1", "level": "apply", "difficulty": "medium"} | dict(defaults)
    return _remembering([*pairs.items(), *FORMS[type_name].blank()], ())


def _remembering(pairs: Pairs, used: Collection[str]) -> Fields:
    present = Fields(pairs).used_ids()
    return Fields([*pairs, (USED, " ".join(dict.fromkeys([*used, *present])))])


def part_ids(body: Body) -> list[str]:
    """The ids of a body's parts, whatever its type calls them."""
    return [
        part["id"]
        for value in body.values()
        if isinstance(value, list)
        for part in value
        if isinstance(part, Mapping) and "id" in part
    ]


def find_faults(body: Body, languages: Collection[str] = LANGUAGES) -> list[Fault]:
    """Everything that keeps a question from being published with texts in these languages."""
    faults = Faults(languages=tuple(languages))
    pool, *tags = body["tags"]
    check_question(body if pool else {**body, "tags": ["pool", *tags]}, faults)
    if not is_key(pool):
        faults.add(
            ("pool",), N_("Choose a pool, or name a new one in lower-case letters, digits and hyphens.")
        )
    if any(len(tag) > LONGEST_TAG for tag in tags):
        faults.add(("tags",), N_("Write tags of up to %(most)s characters."), most=LONGEST_TAG)
    return faults.found


def faults_without_translation(body: Body) -> list[Fault]:
    """What keeps a question from being published in one language alone: in the one that lacks least."""
    return min((find_faults(body, [language]) for language in LANGUAGES), key=len)


def missing_languages(body: Body) -> list[str]:
    """The languages in which some text of the question is missing."""
    return [
        language
        for language in LANGUAGES
        if any(fault.values.get("language") == language for fault in find_faults(body, [language]))
    ]


def showable(body: Body) -> dict[str, Any]:
    """The body with a placeholder wherever a text is still missing, so that it can be shown while it is written."""
    return {name: _filled(name, value) for name, value in body.items()} | {
        "stem": body.get("stem") or dict(PLACEHOLDER)
    }


PLACEHOLDER = dict.fromkeys(LANGUAGES, "…")
_TEXTS = frozenset({"text", "left", "right"})


def _filled(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_filled("", part) for part in value]
    if isinstance(value, Mapping):
        if name in _TEXTS and not value:
            return dict(PLACEHOLDER)
        return {inner: _filled(inner, part) for inner, part in value.items()}
    return value
