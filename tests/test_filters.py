"""How values look on pages."""

import pytest
from flask import Flask

from lms.web.filters import percent


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (1999 / 2000, "99.9%"),
        (2000 / 2000, "100%"),
        (4 / 10_000, "0.1%"),
        (0 / 10_000, "0%"),
        (0.8005, "80.1%"),  # half up, as the mark is
        (0.80049, "80%"),
        (5 / 7, "71.4%"),
        (0.7, "70%"),
        (None, "–"),
    ],
)
def test_a_percentage_never_says_more_than_is_so(app: Flask, share: float | None, shown: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert percent(share) == shown
