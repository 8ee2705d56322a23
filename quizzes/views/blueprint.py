"""The blueprint of the learner's side, and how templates show a question's texts."""

from flask import Blueprint, current_app
from markupsafe import Markup

from lms.translated import html_language, pick
from lms.web.language import current_language
from quizzes.questions.base import Texts
from quizzes.sheet import Asked, Reviewed
from quizzes.wording import inline

blueprint = Blueprint("quizzes", __name__, url_prefix="/quizzes", template_folder="../templates")
types = Blueprint("questions", __name__, template_folder="../questions")
"""Gives templates the question types' own: `numeric/ask.html`."""


@blueprint.app_template_filter("question_part")
def question_part(question: Asked | Reviewed, part: str) -> Markup:
    """The question as its type's own template shows it; `part` is "ask" or "review"."""
    template = current_app.jinja_env.get_template(f"{question.body['type']}/{part}.html")
    return Markup(getattr(template.module, part)(question))  # noqa: S704 (a template's own output)


@blueprint.app_template_filter("words")
def words(texts: Texts | None) -> Markup:
    """A translated text with its inline Markdown as HTML, marked with its language where it is a fallback."""
    found = pick(texts, current_language())
    html = inline(found.text)
    if found.fallback:
        return Markup('<span lang="{}">{}</span>').format(html_language(found.language), html)
    return html
