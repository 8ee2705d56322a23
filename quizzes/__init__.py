"""A feature: the question bank, quizzes, attempts and marking."""
