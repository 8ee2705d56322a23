"""The pages and addresses of quizzes."""
