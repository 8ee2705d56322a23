"""Two years of learning: attempts with their answers, grades, records and standings, as the application would have left them.

Written in bulk, but by the application's own rules: forms are drawn by starting real attempts, marked by the real
marking, and folded into standings by the real fold. `flask records verify` finds nothing wrong with them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.content import TWENTY
from benchmarks.people import AGENTS, team_of
from benchmarks.rows import add_rows
from courses.models import Enrolment, LessonProgress
from courses.queries.published import lessons_of, published
from lms.records.actions import Action
from lms.records.models import Record, Standing
from lms.records.standing import Fact, fold
from quizzes.grading import Graded, grade, read_slots
from quizzes.models import Answer, Attempt, Grade, Quiz
from quizzes.queries.bank import PublishedQuiz, find_quiz
from quizzes.queries.frozen import question_bodies
from quizzes.questions.register import type_of
from quizzes.services.attempts import start_attempt

ATTEMPTS = 50_000
FORMS = 20
"""Different forms per quiz; attempts share them."""

SPAN = timedelta(days=730)
TAKES = timedelta(minutes=12)


@dataclass(frozen=True)
class Sat:
    """A form with answers to it, and what they earned."""

    slots: Sequence[Any]
    responses: Sequence[Any]
    graded: Graded


class History:
    """Collects the rows of everybody's two years."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self.random = Random(20)
        self.rows: dict[type, list[dict[str, Any]]] = defaultdict(list)
        self.facts: dict[tuple[int, str, str], list[Fact]] = defaultdict(list)
        self.passed: dict[tuple[int, str], datetime] = {}

    def add_attempt(self, quiz: PublishedQuiz, person_id: int, number: int, sat: Sat, at: datetime) -> None:
        """One attempt, begun at a moment and submitted twelve minutes later."""
        attempt_id, done, limit = len(self.rows[Attempt]) + 1, at + TAKES, quiz.rules.time_limit_minutes
        self.rows[Attempt].append(
            {
                "id": attempt_id, "quiz_id": quiz.id, "quiz_version_id": quiz.version_id, "person_id": person_id,
                "number": number, "slots": sat.slots, "started_at": at,
                "deadline_at": at + timedelta(minutes=limit) if limit else None,
                "submitted_at": done, "submitted_by": "learner",
            }
        )  # fmt: skip
        self.rows[Answer] += [
            {"attempt_id": attempt_id, "slot": slot, "response": response, "sequence": 30_000 * slot,
             "saved_at": at + timedelta(seconds=30 * slot)}
            for slot, response in enumerate(sat.responses, start=1)
        ]  # fmt: skip
        graded = sat.graded
        self.rows[Grade].append(
            {
                "attempt_id": attempt_id, "graded_at": done, "score": graded.score, "max_score": graded.max_score,
                "pass_mark": quiz.rules.pass_mark, "passed": graded.passed,
                "marks": [asdict(mark) for mark in graded.marks], "reason": "submission",
            }
        )  # fmt: skip
        subject = (person_id, "quiz", quiz.rules.key)
        about = {"version": quiz.version, "reference": str(attempt_id)}
        self.add_record(subject, Action.ATTEMPT_STARTED, at, **about)
        self.add_record(subject, Action.ATTEMPT_SUBMITTED, done, **about)
        result = {"score": graded.score, "max_score": graded.max_score, "passed": graded.passed}
        self.add_record(subject, Action.RESULT_GRADED, done, **about, **result)
        if graded.passed:
            self.passed.setdefault((person_id, quiz.rules.key), done)

    def add_record(self, subject: tuple[int, str, str], action: Action, at: datetime, **what: Any) -> None:
        """One line of the ledger."""
        person_id, kind, key = subject
        result = {name: what.get(name) for name in ("score", "max_score", "passed")}
        self.facts[subject].append(Fact(action, at, what["version"], **result))
        self.rows[Record].append(
            {
                "happened_at": at, "recorded_at": at, "person_id": person_id, "unit_id": team_of(person_id),
                "action": action.value, "subject_kind": kind, "subject_key": key,
                "subject_version": what["version"], "reference": what.get("reference"),
                "detail": what.get("detail"), **result,
            }
        )  # fmt: skip

    def add_course(
        self, course: Any, lessons: Sequence[str], person_id: int, done: int, at: datetime
    ) -> None:
        """An enrolment with the first `done` lessons; completed where the lessons and the quiz are."""
        subject, version = (person_id, "course", course.key), course.number
        self.add_record(subject, Action.COURSE_ENROLLED, at, version=version)
        for lesson in lessons[:done]:
            at += timedelta(days=1)
            self.rows[LessonProgress].append(
                {"person_id": person_id, "course_key": course.key, "lesson_key": lesson, "opened_at": at,
                 "last_opened_at": at, "completed_at": at}
            )  # fmt: skip
            self.add_record(subject, Action.LESSON_COMPLETED, at, version=version, detail={"lesson": lesson})
        quiz_at = self.passed.get((person_id, course.rule.quiz))
        completed = max(at, quiz_at) if quiz_at and done == len(lessons) else None
        if completed:
            self.add_record(subject, Action.COURSE_COMPLETED, completed, version=version)
        enrolled = self.facts[subject][0].happened_at
        self.rows[Enrolment].append(
            {
                "person_id": person_id,
                "course_key": course.key,
                "enrolled_at": enrolled,
                "completed_at": completed,
            }
        )

    def standings(self) -> Iterator[dict[str, Any]]:
        """Every standing, folded from the ledger."""
        for (person_id, kind, key), facts in self.facts.items():
            standing = None
            for fact in facts:
                standing = fold(standing, fact)
            assert standing
            yield {"person_id": person_id, "subject_kind": kind, "subject_key": key, **asdict(standing)}


def add_history(session: Session, end: datetime) -> None:
    """Everything up to `end`. The session must have nothing unsaved: forms are drawn in it and rolled back."""
    history = History(end)
    _attempts(session, history)
    _courses(session, history)
    for model in (Attempt, Answer, Grade, Record, Enrolment, LessonProgress):
        add_rows(session, model, history.rows.pop(model))
    add_rows(session, Standing, history.standings())


def _attempts(session: Session, history: History) -> None:
    keys = session.scalars(select(Quiz.key).where(Quiz.key != TWENTY).order_by(Quiz.key)).all()
    quizzes = [quiz for key in keys if (quiz := find_quiz(session, key))]
    sat = {quiz.id: _sat(session, quiz, history) for quiz in quizzes}
    pairs = [(quiz, person_id) for person_id in AGENTS for quiz in quizzes]
    each, more = divmod(ATTEMPTS, len(pairs))
    for place, (quiz, person_id) in enumerate(pairs):
        at = history.end - SPAN * history.random.random() - timedelta(days=3)
        # Spread so that every quiz gets its share of the attempts left over.
        count = each + ((place + 1) * more // len(pairs) > place * more // len(pairs))
        for number in range(1, count + 1):
            history.add_attempt(quiz, person_id, number, history.random.choice(sat[quiz.id]), at)
            at += timedelta(hours=20)


def _sat(session: Session, quiz: PublishedQuiz, history: History) -> list[Sat]:
    """Forms drawn by real starts (rolled back afterwards), each answered well and badly."""
    found = []
    for person_id in AGENTS[:FORMS]:
        attempt_id = start_attempt(session, quiz, person_id, history.random, history.end)
        data = session.execute(select(Attempt.slots).where(Attempt.id == attempt_id)).scalar_one()
        slots = read_slots(data)
        bodies = question_bodies(session, slots)
        keys = [type_of(body).key(body) for body in bodies]
        for share in (0.95, 0.6):
            responses = [key if history.random.random() < share else None for key in keys]
            by_slot = dict(enumerate(responses, start=1))
            found.append(Sat(data, responses, grade(slots, bodies, by_slot, quiz.rules.pass_mark)))
    session.rollback()
    return found


def _courses(session: Session, history: History) -> None:
    courses = published(session)
    lessons = {
        course.key: [lesson.key for lesson in lessons_of(session, course.version_id)] for course in courses
    }
    for person_id in AGENTS:
        # Everybody met three quarters of the courses; most are done, a few are under way.
        for place, course in enumerate(courses):
            if (person_id + place) % 4 == 0:
                continue
            keys = lessons[course.key]
            done = history.random.randrange(len(keys)) if (person_id + place) % 7 == 0 else len(keys)
            at = history.end - SPAN * history.random.random() - timedelta(days=20)
            history.add_course(course, keys, person_id, done, at)
