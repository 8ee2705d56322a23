"""Folding and snippets."""

from hypothesis import given
from hypothesis import strategies as st

from courses.search import fold, snippet, terms


def test_case_and_width_do_not_matter() -> None:
    assert fold("ＧＥＲＭＡＮＹ\n Straße") == "germany strasse"
    assert terms("  Germany　称呼 ") == ["germany", "称呼"]


def test_snippet_shows_the_words_in_their_place() -> None:
    before, hit, after = snippet("a " * 100 + "the Pot is warm " + "b " * 100, "pot")
    assert hit == "Pot"
    assert before.startswith("…") and before.endswith("the ")
    assert after.startswith(" is warm") and after.endswith("…")


def test_snippet_without_a_hit_is_the_beginning() -> None:
    assert snippet("Warm the pot.", "cup") == ("Warm the pot.", "", "")


@given(st.text(max_size=300), st.text(max_size=20))
def test_snippet_never_invents(plain: str, query: str) -> None:
    before, hit, after = snippet(plain, query)
    assert before.removeprefix("…") + hit + after.removesuffix("…") in plain or "…" in plain
