"""Typed text in files that spreadsheets open. Pure."""

ACTING = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs with which a spreadsheet begins to calculate, half- and full-width."""


def harmless(text: str) -> str:
    """Typed text as a cell that no spreadsheet runs: what could be a formula gets an apostrophe in front."""
    return f"'{text}" if text[:1] in ACTING else text
