"""A stop lets what was asked be answered: nobody who pressed a button sees a broken connection."""

import signal
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.cast import PASSWORD
from tests.serving import Browser, Served, serving

NAMES = ["lin@example.com", "chen@example.com", "sofia@example.com", "tom@example.com", "E005", "E006"]
"""More than the server has threads: some are being answered when it is told to stop, some wait for their turn."""


def test_requests_in_flight_are_answered_and_the_server_ends(app: Flask, tmp_path: Path) -> None:
    with serving(app, tmp_path) as served:
        browsers = [_at_the_form(served) for _name in NAMES]
        for browser, name in zip(browsers, NAMES, strict=True):
            fields = {"name": name, "password": PASSWORD, "csrf_token": browser.token}
            browser.send("POST", "/sign-in", urlencode(fields), "application/x-www-form-urlencoded")
        time.sleep(0.03)  # the first passwords are being checked now: each takes some fifty milliseconds
        served.process.send_signal(signal.SIGTERM)
        for browser in browsers:
            answer, _text = browser.answer()
            assert answer.status == 302
            assert answer.headers["Location"] == "/"
        for browser in browsers:
            browser.close()
        assert served.process.wait(20) == 0
        with pytest.raises(ConnectionRefusedError):
            Browser(served).send("GET", "/healthz")


def _at_the_form(served: Served) -> Browser:
    browser = Browser(served)
    answer, _text = browser.ask("GET", "/sign-in")
    assert answer.status == 200
    assert browser.token
    return browser
