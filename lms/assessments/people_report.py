"""The names behind one figure of a quarter, as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.assessments.state import NONE, Figure, QuarterState
from lms.assessments.words import FIGURES, SIGNS
from lms.assignments.audiences import Member
from lms.reporting.table import Column, Kind, Row, Table
from lms.reporting.words import in_words
from lms.web.language import say


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which figure, of which unit, market and quiz; empty text means all."""

    figure: Figure
    unit: str = ""
    market: str = ""
    quiz: str = ""


def names_behind(state: QuarterState, asked: Narrowing) -> list[Member]:
    """The people of one figure, by name: as many as the figure says."""
    people = asked.figure.of(state.narrowed(unit=asked.unit, market=asked.market, quiz=asked.quiz))
    return [member for person_id, member in state.members.items() if person_id in people]


def people_table(
    state: QuarterState, asked: Narrowing, members: list[Member], title: Callable[[str], str]
) -> Table:
    """Some of the names with how far each person is."""
    unit_names = {node.id: say(dict(node.name)) for node in state.units.nodes}
    rows = (_row(state, asked.quiz, member, unit_names, title) for member in members)
    heading = f"{state.quarter.key} · {FIGURES[asked.figure]}"
    return Table(heading, _columns(), rows)


def _row(
    state: QuarterState, quiz: str, member: Member, unit_names: Mapping[int, str], title: Callable[[str], str]
) -> Row:
    progress = state.progress(member.person_id, quiz)
    return (
        member.full_name,
        member.employee_number,
        unit_names.get(member.unit_id or 0),
        progress.figure.value,
        progress.required,
        progress.taken,
        progress.passed,
        " · ".join(map(title, progress.still_to_pass)) or None,
    )


def _columns() -> list[Column]:
    words = in_words(FIGURES)
    return [
        Column("person", _("Person"), Kind.TEXT, _("Full name as the person writes it.")),
        Column("number", _("Employee number"), Kind.TEXT, _("The company's number for the person.")),
        Column("unit", _("Unit"), Kind.TEXT, _("The person's unit today.")),
        Column(
            "state", _("State"), Kind.STATUS,
            _("Passed: every quiz counted here. Took part: an attempt submitted in the quarter."),
            words=words, signs=SIGNS,
        ),
        Column("required", _("Quizzes required"), Kind.NUMBER, _("Quizzes required of the person in the quarter.")),
        Column("taken", _("Quizzes taken"), Kind.NUMBER, _("Those with an attempt submitted in the quarter.")),
        Column("passed", _("Quizzes passed"), Kind.NUMBER, _("Those passed in the quarter.")),
        Column("open", _("Still to pass"), Kind.TEXT, _("Those not passed in the quarter so far.")),
    ]  # fmt: skip


def narrowed_words(
    state: QuarterState, asked: Narrowing, title: Callable[[str], str]
) -> list[tuple[str, str]]:
    """What the names are narrowed to, for a heading and for the file's own explanation."""
    said = [(_("Figure"), str(FIGURES[asked.figure]))]
    if asked.unit == NONE:
        said.append((_("Unit"), _("No unit")))
    elif unit := state.units.by_key.get(asked.unit):
        said.append((_("Unit"), _("%(unit)s with the units under it", unit=say(dict(unit.name)))))
    if asked.market:
        said.append((_("Market"), _("No market") if asked.market == NONE else asked.market))
    if asked.quiz:
        said.append((_("Quiz"), title(asked.quiz)))
    return said
