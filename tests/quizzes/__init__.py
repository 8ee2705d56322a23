"""Quizzes: the question types, the bank, attempts, marking and results."""
