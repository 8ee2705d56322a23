"""Reads of a quarter: what it requires, who is on its roster, and what the ledger says of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, String, and_, bindparam, cast, func, select
from sqlalchemy.orm import Session, aliased

from lms.assessments.cycles import Quarter
from lms.assessments.models import QuarterRequirement
from lms.assessments.state import QuarterState, Requirement, required_people
from lms.assignments.audiences import Audience, AudienceKind, Member
from lms.assignments.queries import People, agent, agents, unit_tree
from lms.identity.models import Person
from lms.records.actions import Action
from lms.records.models import Record, Standing
from lms.reporting.rates import Outcomes

QUIZ = "quiz"

# Built once: both stand behind every agent's first page.
_IN_FORCE = (
    select(QuarterRequirement.subject_key, QuarterRequirement.audience_kind, QuarterRequirement.audience_key)
    .where(
        QuarterRequirement.quarter == bindparam("quarter"),
        QuarterRequirement.subject_kind == QUIZ,
        QuarterRequirement.withdrawn_at.is_(None),
    )
    .order_by(QuarterRequirement.subject_key, QuarterRequirement.id)
)
# Not narrowed to the action: then the database reads this person's few lines, not everybody's of the quarter.
_OWN_FACTS = select(Record.subject_key, Record.action, Record.passed).where(
    Record.person_id == bindparam("person_id"),
    Record.subject_kind == QUIZ,
    Record.subject_key.in_(bindparam("quizzes", expanding=True)),
    Record.happened_at >= bindparam("start"),
    Record.happened_at < bindparam("end"),
)


def roster(session: Session, quarter: Quarter, today: date, within: People | None = None) -> list[Member]:
    """Whom a quarter can require anything of.

    People with the role agent, hired on or before the quarter's last day (or without a known hire date), and still
    employed on the as-of day: the earlier of today and the quarter's last day, in the company's time zone. Somebody
    whose last day of work is the as-of day is still on it. Role, unit and markets are those of now. The people
    required are those of the roster who are inside the audience of a requirement in force.
    """
    return agents(session, hired_by=quarter.last_day, employed_on=quarter.as_of(today), within=within)


def in_force(session: Session, quarter: Quarter) -> list[Requirement]:
    """The quiz requirements of a quarter that are not withdrawn, by quiz."""
    rows = session.connection().execute(_IN_FORCE, {"quarter": quarter.key})
    return [Requirement(quiz, Audience(AudienceKind(kind), key)) for quiz, kind, key in rows]


def state(
    session: Session, quarter: Quarter, zone: str, today: date, within: People | None = None
) -> QuarterState:
    """A quarter as it stands; `within` narrows it to some people in every figure."""
    requirements = in_force(session, quarter)
    members = roster(session, quarter, today, within)
    units = unit_tree(session)
    required = required_people(requirements, members, units)
    return QuarterState(
        quarter=quarter,
        zone=zone,
        today=today,
        units=units,
        members={member.person_id: member for member in members},
        outcomes=Outcomes(
            required=required,
            submitted=_people(session, _facts(Action.ATTEMPT_SUBMITTED, required, quarter, zone)),
            passed=_people(
                session,
                and_(_facts(Action.RESULT_GRADED, required, quarter, zone), Record.passed.is_(True)),
            ),
        ),
    )


def _facts(action: Action, quizzes: Collection[str], quarter: Quarter, zone: str) -> ColumnElement[bool]:
    return and_(
        Record.action == action.value,
        Record.subject_kind == QUIZ,
        Record.subject_key.in_(quizzes),
        Record.happened_at >= quarter.start(zone),
        Record.happened_at < quarter.end(zone),
    )


def _people(session: Session, facts: ColumnElement[bool]) -> dict[str, frozenset[int]]:
    """Per quiz, whom these facts are about: one row a quiz, where a row per attempt would take most of the page's time."""
    ids = func.aggregate_strings(cast(Record.person_id, String), ",")
    rows = session.execute(select(Record.subject_key, ids).where(facts).group_by(Record.subject_key))
    return {key: frozenset(map(int, set(joined.split(",")))) for key, joined in rows}


def still_to_pass(session: Session, quarter: Quarter, zone: str, today: date, person_id: int) -> list[str]:
    """The quizzes required of one person in a quarter which they have not passed in it."""
    requirements = in_force(session, quarter)
    if not requirements:
        return []
    member = agent(session, person_id, hired_by=quarter.last_day, employed_on=quarter.as_of(today))
    if member is None:
        return []
    required = required_people(requirements, [member], unit_tree(session))
    mine = [quiz for quiz, people in required.items() if people]
    span = {"start": quarter.start(zone), "end": quarter.end(zone)}
    facts = (
        session.connection().execute(_OWN_FACTS, {"person_id": person_id, "quizzes": mine, **span})
        if mine
        else ()
    )
    done: Mapping[str, set[str]] = defaultdict(set)
    for key, action, passed in facts:
        if action == Action.ATTEMPT_SUBMITTED or passed:
            done[action].add(key)
    both = done[Action.ATTEMPT_SUBMITTED] & done[Action.RESULT_GRADED]
    return [quiz for quiz in mine if quiz not in both]


def begun_courses(session: Session, person_id: int, keys: Collection[str]) -> set[str]:
    """Those among these courses that somebody has begun."""
    query = select(Standing.subject_key).where(
        Standing.person_id == person_id,
        Standing.subject_kind == "course",
        Standing.subject_key.in_(list(keys)),
    )
    return set(session.scalars(query)) if keys else set()


def requirements(session: Session, quarter: Quarter) -> list[tuple[QuarterRequirement, str, str | None]]:
    """All requirements of a quarter with who made and who withdrew them; those in force first, then newest first."""
    maker, withdrawer = aliased(Person), aliased(Person)
    rows = session.execute(
        select(QuarterRequirement, maker.full_name, withdrawer.full_name)
        .join(maker, maker.id == QuarterRequirement.created_by)
        .outerjoin(withdrawer, withdrawer.id == QuarterRequirement.withdrawn_by)
        .where(QuarterRequirement.quarter == quarter.key)
        .order_by(
            QuarterRequirement.withdrawn_at.is_not(None),
            QuarterRequirement.created_at.desc(),
            QuarterRequirement.id.desc(),
        )
    )
    return [(row[0], row[1], row[2]) for row in rows]


def requirement(
    session: Session, quarter: Quarter, requirement_id: int, *, lock: bool
) -> QuarterRequirement | None:
    """One requirement of a quarter; `lock` keeps others from changing it until the transaction ends."""
    found = session.get(QuarterRequirement, requirement_id, with_for_update=lock)
    return found if found and found.quarter == quarter.key else None


def changed_afterwards(session: Session, quarter: Quarter, zone: str) -> int:
    """How many requirements were made or withdrawn after the quarter was over: its figures were others before."""
    end = quarter.end(zone)
    return (
        session.scalar(
            select(func.count())
            .select_from(QuarterRequirement)
            .where(
                QuarterRequirement.quarter == quarter.key,
                (QuarterRequirement.created_at >= end) | (QuarterRequirement.withdrawn_at >= end),
            )
        )
        or 0
    )
