"""A quiz in the trainer's form, and back. Pure."""

from collections.abc import Mapping
from typing import Any

from lms.translated import LANGUAGES
from quizzes.questions.base import N_, Body, Fault, Faults
from quizzes.questions.fields import Fields, Pairs, Parts, write_number, write_texts
from quizzes.questions.rows import free_token
from quizzes.quiz import Item, ShowAfter, check_quiz

ITEMS = Parts("items", (), N_("Line %(number)s"), N_("Draw questions at random"), blank=0)
SWITCHES = ("shuffle_questions", "shuffle_options")
NUMBERS = ("pass_mark", "time_limit_minutes", "attempts", "wait_minutes")
DEFAULTS = {
    "pass_mark": "70",
    "time_limit_minutes": "20",
    "attempts": "3",
    "wait_minutes": "10",
    "shuffle_questions": "yes",
    "shuffle_options": "yes",
    "show_after": ShowAfter.ANSWERS.value,
}


def read_quiz_form(key: str, fields: Fields) -> dict[str, Any]:
    """The body of what stands in the form, complete or not."""
    body: dict[str, Any] = {
        "key": key,
        "title": {language: " ".join(text.split()) for language, text in fields.texts("title").items()},
        "items": [_read_item(fields, f"items-{token}") for token in fields.rows("items")],
        "show_after": fields.text("show_after"),
    }
    if intro := fields.texts("intro"):
        body["intro"] = intro
    body |= {name: number for name in NUMBERS if (number := fields.number(name)) is not None}
    return body | {name: bool(fields.text(name)) for name in SWITCHES}


def _read_item(fields: Fields, prefix: str) -> dict[str, Any]:
    if question := fields.text(f"{prefix}-question"):
        return {"question": question}
    count = fields.number(f"{prefix}-draw")
    return {"draw": "" if count is None else count, "tags": fields.listed(f"{prefix}-tags")}


def write_quiz_form(body: Body) -> Fields:
    """The form of a body."""
    pairs: Pairs = [*write_texts("title", body.get("title")), *write_texts("intro", body.get("intro"))]
    for token, item in enumerate(body["items"], start=1):
        pairs.append((f"items-{token}-id", str(token)))
        if "question" in item:
            pairs.append((f"items-{token}-question", item["question"]))
        else:
            pairs.append((f"items-{token}-draw", write_number(item["draw"])))
            pairs.append((f"items-{token}-tags", ", ".join(item["tags"])))
    pairs += [(name, write_number(body.get(name))) for name in NUMBERS]
    pairs += [(name, "yes") for name in SWITCHES if body.get(name)]
    return Fields([*pairs, ("show_after", body.get("show_after", ShowAfter.ANSWERS.value))])


def blank_quiz() -> Fields:
    """The form of a new quiz."""
    return Fields(DEFAULTS.items())


def with_question(fields: Fields, key: str) -> Fields:
    """The form with a fixed question added at the end; as it is where the question stands there already."""
    rows = fields.rows("items")
    if any(fields.text(f"items-{token}-question") == key for token in rows):
        return fields
    token = free_token(rows)
    return Fields([*fields.pairs(), (f"items-{token}-id", token), (f"items-{token}-question", key)])


def fixed_questions(fields: Fields) -> list[str]:
    """The keys of the fixed questions in the form."""
    found = (fields.text(f"items-{token}-question") for token in fields.rows("items"))
    return [key for key in found if key]


def find_quiz_faults(body: Body) -> list[Fault]:
    """Everything that keeps a quiz from being published, but for what it draws on."""
    faults = Faults(languages=LANGUAGES)
    check_quiz(body, faults)
    return faults.found


def quiz_faults_without_translation(body: Body) -> list[Fault]:
    """The same with one language: the one that lacks least."""
    found = []
    for language in LANGUAGES:
        faults = Faults(languages=[language])
        check_quiz(body, faults)
        found.append(faults.found)
    return min(found, key=len)


def readable_items(body: Mapping[str, Any]) -> dict[int, Item]:
    """The lines of a body, complete or not, that can be reckoned with, by their number (from 0)."""
    found: dict[int, Item] = {}
    for number, raw in enumerate(body.get("items", [])):
        if "question" in raw:
            found[number] = Item(question=raw["question"])
        elif type(raw.get("draw")) is int and 0 < raw["draw"] <= 1000 and raw.get("tags"):
            found[number] = Item(count=raw["draw"], tags=frozenset(raw["tags"]))
    return found
