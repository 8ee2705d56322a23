"""The main ways: what each part declares, shown to those who may use it."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import gettext
from flask_login import current_user

from lms.feature import Feature, NavigationLink


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
    parts: tuple[Feature, ...] = current_app.extensions["attune.parts"]
    links = sorted(
        (link for part in parts for link in part.navigation if link.place == place),
        key=lambda link: link.order,
    )
    return [_item(link) for link in links if current_user.may(_permission(link))]


def _permission(link: NavigationLink) -> object:
    return vars(current_app.view_functions[link.endpoint])["permission"]


def _item(link: NavigationLink) -> NavigationItem:
    here = request.endpoint or ""
    return NavigationItem(
        url=url_for(link.endpoint),
        label=gettext(link.label),
        icon=link.icon,
        current=here == link.endpoint
        or (link.endpoint != "home.today" and here.split(".")[0] == link.endpoint.split(".")[0]),
    )


def init_app(app: Flask) -> None:
    """Gives templates `navigation(place)`."""
    app.jinja_env.globals["navigation"] = navigation
