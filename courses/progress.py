"""How far somebody is in a course, where to go on, and when it is done. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson as the rules see it."""

    key: str
    required: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What completes a course: the `required` lessons or `all`, and passing the quiz where one is set."""

    lessons: str
    quiz: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done of steps needed. A step is a lesson the rule counts, or the quiz where one is set.

    `lessons_done` says whether every counted lesson is done, `fulfilled` whether the whole rule is.
    """

    done: int
    needed: int
    lessons_done: bool
    fulfilled: bool

    @property
    def percent(self) -> int:
        """0 to 100, rounded down: 100 stands only where nothing is missing, 0 only where nothing is done."""
        if self.fulfilled:
            return 100
        return max(min(1, self.done), 100 * self.done // self.needed) if self.needed else 0


def counted(steps: Sequence[Step], rule: Rule) -> list[Step]:
    """The lessons the rule asks for."""
    return [step for step in steps if step.required or rule.lessons == "all"]


def progress(steps: Sequence[Step], rule: Rule, done: Collection[str], *, quiz_passed: bool) -> Progress:
    """The progress in the version learners see now. Lessons done that it no longer has do not count."""
    counting = counted(steps, rule)
    lessons = sum(step.key in done for step in counting)
    lessons_done = lessons == len(counting)
    quiz_done = rule.quiz is None or quiz_passed
    return Progress(
        done=lessons + (rule.quiz is not None and quiz_passed),
        needed=len(counting) + (rule.quiz is not None),
        lessons_done=lessons_done,
        fulfilled=bool(steps) and lessons_done and quiz_done,
    )


def resume(steps: Sequence[Step], done: Collection[str], opened: Mapping[str, datetime]) -> str | None:
    """Where somebody left off: the unfinished lesson opened last, else the first unfinished, else None."""
    unfinished = [step.key for step in steps if step.key not in done]
    begun = [key for key in unfinished if key in opened]
    return max(begun, key=opened.__getitem__) if begun else next(iter(unfinished), None)


def next_unfinished(steps: Sequence[Step], rule: Rule, after: str, done: Collection[str]) -> str | None:
    """The next lesson to do behind one: the first unfinished after it, else one left out before it that counts."""
    place = [step.key for step in steps].index(after)
    later = [step.key for step in steps[place + 1 :]]
    left_out = [step.key for step in counted(steps[:place], rule)]
    return next((key for key in (*later, *left_out) if key not in done), None)


def neighbours(keys: Sequence[str], key: str) -> tuple[str | None, str | None]:
    """The lessons before and after one, in the course's order."""
    place = keys.index(key)
    before = keys[place - 1] if place else None
    return before, keys[place + 1] if place + 1 < len(keys) else None
