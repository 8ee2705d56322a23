"""What stands around every page: the main ways, the language and the zone."""

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.web.navigation import current_way
from tests.cast import CHEN, HUI, LIN
from tests.conftest import SignIn

WAYS = {
    "home.today": "/",
    "home.me": "/me",
    "courses.catalogue": "/courses",
    "quizzes.bank": "/quizzes/questions",
}


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/", "home.today"),
        ("/me", "home.me"),
        ("/courses", "courses.catalogue"),
        ("/courses/germany/lessons/names", "courses.catalogue"),
        ("/courses-archive", None),
        ("/quizzes", None),
        ("/quizzes/questions/new", "quizzes.bank"),
    ],
)
def test_a_page_belongs_to_the_nearest_way_above_it(path: str, way: str | None) -> None:
    assert current_way(WAYS, path) == way


def test_the_longest_way_wins() -> None:
    ways = {"all": "/quizzes", "bank": "/quizzes/questions"}
    assert current_way(ways, "/quizzes/questions/7") == "bank"
    assert current_way(ways, "/quizzes/germany") == "all"


def test_one_way_is_marked_as_where_one_is(sign_in: SignIn) -> None:
    page = sign_in(LIN).get("/me").text
    assert page.count('aria-current="page"') == 1
    assert 'href="/me" aria-current="page"' in page


def test_the_bottom_bar_has_room_for_five_ways(sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/").text
    main = page.split('class="rail__main"')[1].split("</nav>")[0]
    assert 2 <= main.count("<a ") <= 5


def test_staff_pages_are_shown_to_those_who_may_open_them(sign_in: SignIn) -> None:
    addresses = re.findall(r'<a href="([^"]+)"', _staff(sign_in(HUI).get("/").text))
    assert "rail__staff" not in sign_in(CHEN).get("/").text
    for address in addresses:
        assert sign_in(HUI).get(address, follow_redirects=True).status_code == 200
        assert sign_in(CHEN).get(address).status_code == 403


def test_on_a_phone_staff_pages_are_reached_from_me(sign_in: SignIn) -> None:
    page = sign_in(HUI).get("/me").text
    links = re.findall(r'<a href="([^"]+)"', _staff(page))
    reached = page.split('class="only-phone"')[1].split("</nav>")[0] if links else ""
    assert [link for link in links if f'href="{link}"' not in reached] == []


def _staff(page: str) -> str:
    return (
        page.split('class="rail__staff"')[1].split("</nav>", maxsplit=1)[0] if "rail__staff" in page else ""
    )


def test_signed_out_there_is_the_brand_alone(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    assert 'class="masthead"' in page
    assert "<nav" not in page


def test_company_and_zone_stand_under_the_page(sign_in: SignIn) -> None:
    assert "Meridian Trading · Times are in Asia/Shanghai." in sign_in(LIN).get("/").text


def test_the_language_form_comes_back_to_the_same_page_with_its_search(sign_in: SignIn) -> None:
    assert 'name="next" value="/me?a=1&amp;b=2"' in sign_in(LIN).get("/me?a=1&b=2").text


def test_after_a_form_with_errors_the_language_form_comes_back_to_the_form(client: FlaskClient) -> None:
    page = client.post("/account/password").text
    assert "value=" not in page or 'name="next" value="/account/password"' in page


def test_the_first_view_of_home_is_small(sign_in: SignIn, app: Flask) -> None:
    """At most 60 kB on the wire and 8 requests: the page, and what it loads by itself."""
    browser = sign_in(LIN)
    page = browser.get("/").text
    links = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page))
    wire = len(gzip.compress(page.encode()))
    for link in links:
        answer = browser.get(link, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"].endswith("immutable")
        wire += len(answer.data)
    assert len(links) + 1 <= 8
    assert wire <= 60_000
