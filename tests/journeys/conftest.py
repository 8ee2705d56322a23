"""The application served for real on a free port, and a real browser at phone and desktop size."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.conftest import SignIn

CHROMIUM = "/usr/bin/chromium"
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 900},
}


class _Quiet(WSGIRequestHandler):
    def log(self, *_args: object) -> None:
        """Requests are the application's to log."""


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address at which this test's own application answers. CSRF is checked, as in real life."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, name="live-server", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the run; each test has its own contexts."""
    expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


NewContext = Callable[..., BrowserContext]
SignedInPage = Callable[..., Page]


@pytest.fixture
def new_context(browser: Browser, live_server: str) -> Iterator[NewContext]:
    """Makes a browser context: a phone or a desktop, in a language. A script error fails the test."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def make(size: str = "phone", language: str = "en", *, javascript: bool = True) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server,
            viewport=SIZES[size],
            has_touch=size == "phone",
            locale={"en": "en-GB", "zh_Hans": "zh-CN"}[language],
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert errors == []


@pytest.fixture
def signed_in_page(new_context: NewContext, sign_in: SignIn, app: Flask, live_server: str) -> SignedInPage:
    """Opens a page of a person of the cast who is signed in (by the session's cookie; the form has its own tests)."""

    def open_page(
        person_id: int, size: str = "phone", language: str = "en", *, javascript: bool = True
    ) -> Page:
        client = sign_in(person_id)
        app.config["WTF_CSRF_ENABLED"] = True
        cookie = client.get_cookie("attune")
        assert cookie
        context = new_context(size, language, javascript=javascript)
        context.add_cookies([{"name": "attune", "value": cookie.value, "url": live_server}])
        return context.new_page()

    return open_page


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A phone nobody is signed in on."""
    return new_context().new_page()
