"""Loads on a real server, and what they cost it. Run by scripts/bench; never part of the tests."""
