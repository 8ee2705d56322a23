"""A number with a tolerance."""
