"""What the trainer's side adds to the feature: its addresses, its main ways and its next steps."""

from flask_babel import lazy_gettext as _l

from lms.feature import NavigationLink
from quizzes.authoring.views import bank, questions, quiz_editing, quiz_preview, quizzes
from quizzes.authoring.views.blueprints import question_bank, quiz_editor

VIEWS = (bank, questions, quizzes, quiz_editing, quiz_preview)
"""Named so that importing this registers every route, by statement and not by chance."""

BLUEPRINTS = (question_bank, quiz_editor)

NAVIGATION = (
    NavigationLink("question_bank.questions", _l("Questions"), "question", place="staff", order=30),
    NavigationLink("quiz_editor.quizzes", _l("Quizzes"), "quiz", place="staff", order=31),
)
