"""One question of every type, small enough to mark in one's head."""

from typing import Any


def both(text: str) -> dict[str, str]:
    """A text in both languages that can be told apart."""
    return {"en": text, "zh_Hans": f"{text}（中文）"}


def _question(id_: str, type_: str, **own: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "type": type_,
        "tags": ["sample"],
        "points": 1,
        "stem": both(f"Stem of {id_}"),
        "feedback": both(f"Why, of {id_}"),
        **own,
    }


def _option(id_: str, *, correct: bool = False) -> dict[str, Any]:
    option = {"id": id_, "text": both(f"Option {id_}"), "feedback": both(f"About {id_}")}
    return option | {"correct": True} if correct else option


SINGLE = _question("s1", "single", options=[_option("a"), _option("b", correct=True), _option("c")])
MULTIPLE = _question(
    "m1",
    "multiple",
    options=[_option("a", correct=True), _option("b"), _option("c", correct=True), _option("d")],
)
TRUE_FALSE = _question("t1", "true_false", answer=False)
NUMERIC = _question("n1", "numeric", answer=1.68, tolerance=0.005, unit={"en": "kg", "zh_Hans": "千克"})
SHORT_TEXT = _question("x1", "short_text", accepted={"en": ["Tatami mat", "tatami"], "zh_Hans": ["榻榻米"]})
MATCHING = _question(
    "p1",
    "matching",
    pairs=[{"id": id_, "left": both(f"Left {id_}"), "right": both(f"Right {id_}")} for id_ in "abc"],
    distractors=[{"id": "x", "text": both("Right x")}],
)
ORDERING = _question("o1", "ordering", items=[{"id": id_, "text": both(f"Step {id_}")} for id_ in "abcd"])

ALL = [SINGLE, MULTIPLE, TRUE_FALSE, NUMERIC, SHORT_TEXT, MATCHING, ORDERING]


def quiz(**changes: Any) -> dict[str, Any]:
    """A quiz of every sample question in written order, on the learner's own time, unless changed."""
    return {
        "key": "sampler",
        "title": both("Sampler"),
        "intro": both("Seven kinds of questions."),
        "items": [{"question": body["id"]} for body in ALL],
        "pass_mark": 70,
        "show_after": "answers",
    } | changes


RIGHT: dict[int, Any] = {
    1: {"choice": "b"},
    2: {"choices": ["a", "c"]},
    3: {"choice": "false"},
    4: {"value": "1,68"},
    5: {"text": "榻榻米"},
}
"""Right answers to the first five, as a page sends them; the last two depend on the order drawn."""
