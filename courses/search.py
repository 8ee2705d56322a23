"""Folding text for searching, and snippets around a hit. Pure.

At this size (some hundred lessons) a plain LIKE over folded text is fast on both engines and finds Chinese words of two
characters, which neither engine's full-text index does without segmenting.
"""

import re
import unicodedata


def fold(text: str) -> str:
    """Text as it is searched: case, width and runs of white space do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def terms(words: str) -> list[str]:
    """The folded words of a query, each of which must be found; at most eight."""
    return fold(words[:120]).split()[:8]


def snippet(plain: str, query: str, around: int = 60) -> tuple[str, str, str]:
    """What stands before, at and after the first word found, shortened with an ellipsis; else the beginning."""
    hits = (re.search(re.escape(word), plain, re.IGNORECASE) for word in query.split())
    hit = next(filter(None, hits), None)
    if hit is None:
        return _until_word(plain[: 2 * around], len(plain) > 2 * around), "", ""
    start, end = max(0, hit.start() - around), hit.end() + around
    before = plain[start : hit.start()]
    if start and " " in before[:20]:
        before = before.split(" ", 1)[1]
    return ("…" if start else "") + before, hit[0], _until_word(plain[hit.end() : end], len(plain) > end)


def _until_word(text: str, shortened: bool) -> str:
    """Cut text ends at a whole word, where words are short enough to be words (Chinese has no spaces)."""
    if not shortened:
        return text
    head, _space, last = text.rpartition(" ")
    return (head if head and len(last) < 20 else text) + "…"
