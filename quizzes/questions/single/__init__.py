"""Single choice."""
