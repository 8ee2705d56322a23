"""The main ways: what each part declares, shown to those who may use it; and what stands under every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app, request, url_for
from flask_babel import get_locale, get_timezone, gettext
from flask_login import current_user

from lms.feature import Feature, NavigationLink
from lms.web.db import SAFE_METHODS, settings


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link, ready to show."""

    url: str
    label: str
    icon: str
    current: bool


def navigation(place: str) -> list[NavigationItem]:
    """The links of one place that the viewer may follow, in order."""
    if not current_user.is_authenticated:
        return []
    links = [link for link in _links(place) if current_user.may(_permission(link))]
    urls = {link.endpoint: url_for(link.endpoint) for link in links}
    owners = {address: link.endpoint for link in links for address in link.also}
    here = current_way(urls | {address: address for address in owners}, request.path) or ""
    current = owners.get(here, here)
    return [
        NavigationItem(urls[link.endpoint], gettext(link.label), link.icon, current=link.endpoint == current)
        for link in links
    ]


def current_way(urls: Mapping[str, str], path: str) -> str | None:
    """The endpoint among `urls` that the path belongs to: its own address, or the longest one it lies below."""
    below = [
        endpoint
        for endpoint, url in urls.items()
        if path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
    ]
    return max(below, key=lambda endpoint: len(urls[endpoint]), default=None)


def _links(place: str) -> list[NavigationLink]:
    parts: tuple[Feature, ...] = current_app.extensions["attune.parts"]
    return sorted(
        (link for part in parts for link in part.navigation if link.place == place),
        key=lambda link: link.order,
    )


def _permission(link: NavigationLink) -> Any:
    return vars(current_app.view_functions[link.endpoint])["permission"]


def return_address() -> str:
    """Where to come back to after changing the language: this page, where it can be asked for again."""
    if request.method in SAFE_METHODS:
        return request.full_path.rstrip("?")
    if request.url_rule and request.url_rule.methods and "GET" in request.url_rule.methods:
        return request.path
    return "/"


def text_direction() -> str:
    """`ltr` or `rtl`: how the page's language is written."""
    locale = get_locale()
    return cast(str, locale.text_direction) if locale else "ltr"


def company_name() -> str:
    """The company this Attune serves."""
    return settings().company


def time_zone_name() -> str:
    """The zone in which this page shows its times."""
    return str(get_timezone())


def init_app(app: Flask) -> None:
    """Gives the functions to templates."""
    functions = (navigation, return_address, text_direction, company_name, time_zone_name)
    app.jinja_env.globals.update({function.__name__: function for function in functions})
