"""The trainer's side: writing questions, composing quizzes, versions."""
