"""Whose records and rates a viewer may see: HR everybody's, a team lead those of the people below them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.identity.models import Person
from lms.identity.permissions import Viewer, sees_everyone


def people_below(person_id: int) -> Select[int]:
    """The ids of everybody who reports to the person, directly or through others; never their own."""
    below = select(Person.id).where(Person.manager_id == person_id).cte("below", recursive=True)
    # UNION drops what it has seen, so that two people who are each other's manager do not go on for ever.
    below = below.union(select(Person.id).join(below, Person.manager_id == below.c.id))
    return select(below.c.id).where(below.c.id != person_id)


def visible_people(viewer: Viewer) -> Select[int] | None:
    """The people whose records the viewer may see; None means everybody's."""
    return None if sees_everyone(viewer) else people_below(viewer.id)


def visible_person(session: Session, viewer: Viewer, employee_number: str) -> Person | None:
    """Somebody by employee number, where the viewer may see their records."""
    query = select(Person).where(Person.employee_number == employee_number)
    if (within := visible_people(viewer)) is not None:
        query = query.where(Person.id.in_(within))
    return session.scalar(query)
