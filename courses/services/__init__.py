"""Writes: importing courses from files, and a learner's way through them."""
