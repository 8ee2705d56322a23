"""The trainer's form of every question type: the `form` in each type's own folder. Pure."""

from collections.abc import Mapping
from importlib import import_module

from quizzes.questions.form import TypeForm
from quizzes.questions.register import TYPES

FORMS: Mapping[str, TypeForm] = {name: import_module(f"quizzes.questions.{name}.form").form for name in TYPES}
"""Every form by its type's name. Found by folder, so that a new type is one folder and one line in the register."""
