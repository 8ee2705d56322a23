"""Reads: what is published, how far a learner is, a lesson's page, and search."""
