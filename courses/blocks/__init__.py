"""Turns lessons into HTML once, at import: Markdown, evidence marks and the teaching blocks. Pure."""
