"""The trainer's side: the question bank, writing questions, composing quizzes."""
