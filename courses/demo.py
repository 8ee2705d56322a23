"""The demonstration's learning: everybody but the new agent has taken, or is taking, the courses of their market."""

from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from courses.queries.published import lessons_of, published
from courses.services.learning import complete_lesson
from lms.clock import now, pretending
from lms.demonstration import DEMO_SIGN_INS
from lms.identity.models import Person, PersonMarket


def load_demo(session: Session) -> None:
    """Lessons done over the past weeks: two of three people finish a course, the others stop on the way."""
    random = Random(20)  # noqa: S311 (the same story every time)
    served = select(PersonMarket.person_id, PersonMarket.market).join(Person)
    served = served.where(Person.email != DEMO_SIGN_INS["new agent"]).order_by(PersonMarket.person_id)
    courses = {course.key: course for course in published(session, ["foundations", "germany", "gulf"])}
    of_market = {course.market: course for course in courses.values() if course.market}
    begin = now()
    for person_id, market in session.execute(served).all():
        for course in [courses["foundations"], of_market[market]]:
            steps = lessons_of(session, course.version_id)
            done = steps if random.random() < 0.67 else steps[: random.randrange(1, len(steps))]
            at = begin - timedelta(days=random.randrange(15, 45), minutes=random.randrange(600))
            for lesson in done:
                at += timedelta(minutes=lesson.minutes + random.randrange(1, 90))
                with pretending(min(at, begin)):
                    complete_lesson(session, person_id, course, lesson.key)
