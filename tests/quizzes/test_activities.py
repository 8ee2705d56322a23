"""Quizzes as the rest of the platform sees them."""

from flask import Flask
from sqlalchemy.orm import Session

from lms.activities import Activities
from tests.quizzes.conftest import Publish


def test_a_published_quiz_can_be_found_and_listed(app: Flask, session: Session, publish: Publish) -> None:
    publish(time_limit_minutes=20)
    activities: Activities = app.extensions["attune.activities"]
    with app.test_request_context():
        found = activities.find(session, "quiz", ["sampler", "unknown"])
        assert list(found) == ["sampler"]
        quiz = found["sampler"]
        assert (quiz.title["en"], quiz.url, quiz.minutes) == ("Sampler", "/quizzes/sampler", 20)
        assert [activity.key for activity in activities.all(session, "quiz")] == ["sampler"]
