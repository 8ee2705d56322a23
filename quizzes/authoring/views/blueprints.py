"""The blueprints of the trainer's side."""

from flask import Blueprint

question_bank = Blueprint("question_bank", __name__, url_prefix="/question-bank")
quiz_editor = Blueprint("quiz_editor", __name__, url_prefix="/quiz-editor")
