"""A short text."""
