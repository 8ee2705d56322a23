"""Every template and every style sheet keeps the house rules."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("lms", "courses", "quizzes")
TEMPLATES = {
    path.relative_to(ROOT / package / "templates").as_posix(): path
    for package in PACKAGES
    for path in sorted((ROOT / package / "templates").rglob("*.html"))
}
SHEETS = [path for package in PACKAGES for path in sorted((ROOT / package / "static").rglob("*.css"))]
SPOKEN_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title", "aria-description"})
UNTRANSLATED = frozenset({"Attune", "CSV", "XLSX"})
SPEAKS_BOTH_LANGUAGES = frozenset({"broken.html"})

JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
every_template = pytest.mark.parametrize("name", TEMPLATES)
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)


def parsed(name: str) -> nodes.Template:
    """The template's syntax tree."""
    return JINJA.parse(TEMPLATES[name].read_text())


def calls(name: str, function: str) -> list[str]:
    """The first argument of every call of a function where it is written out."""
    return [
        call.args[0].value
        for call in parsed(name).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name == function
        and call.args
        and isinstance(call.args[0], nodes.Const)
    ]


class Words(HTMLParser):
    """Gathers what a reader or a screen reader would be told."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes the spoken attributes; what stands in a script is data."""
        self.data = tag == "script"
        self.found += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        """Ends a script."""
        self.data = False

    def handle_data(self, data: str) -> None:
        """Takes text."""
        if not self.data:
            self.found.append(data)


def literal_words(source: str) -> list[str]:
    """Words that stand in the template itself, outside any expression."""
    bare = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    bare = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", bare, flags=re.S)
    bare = re.sub(r"\{% block body_class %\}.*?\{% endblock %\}", "", bare)
    bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", bare, flags=re.S)
    reader = Words()
    reader.feed(bare)
    words = (re.sub(r"&\w+;", "", text) for text in reader.found)
    return [word for text in words for word in re.findall(r"[^\W\d_]{2,}", text) if word not in UNTRANSLATED]


@every_template
def test_a_page_has_a_title(name: str) -> None:
    tree = parsed(name)
    if not any(tree.find_all(nodes.Extends)):
        return
    titles = [block for block in tree.find_all(nodes.Block) if block.name == "title"]
    base = next(iter(tree.find_all(nodes.Extends))).template
    assert isinstance(base, nodes.Const)
    if base.value != "base.html" and not titles:
        return  # its own base has one
    assert titles, "give it {% block title %}"
    assert any(
        not isinstance(part, nodes.TemplateData) or part.data.strip()
        for output in titles[0].find_all(nodes.Output)
        for part in output.nodes
    )


@every_template
def test_nothing_is_inline(name: str) -> None:
    """The Content-Security-Policy would refuse it silently."""
    source = TEMPLATES[name].read_text()
    assert re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", source) == []
    scripts = re.findall(r"<script\b[^>]*>", source)
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []


@every_template
def test_every_word_can_be_translated(name: str) -> None:
    if name not in SPEAKS_BOTH_LANGUAGES:
        assert literal_words(TEMPLATES[name].read_text()) == []


@every_template
def test_a_form_that_posts_carries_its_token(name: str) -> None:
    source = TEMPLATES[name].read_text()
    forms = re.findall(r"<form\b.*?</form>", source, flags=re.S)
    tokens = ("csrf_token", "hidden_tag()")
    assert [
        form[:80] for form in forms if 'method="post"' in form and not any(token in form for token in tokens)
    ] == []


@every_template
def test_every_address_leads_somewhere(name: str, shared_app: Flask) -> None:
    """A name that begins with a dot is relative to the blueprint whose page it is."""
    known = set(shared_app.view_functions)
    near = {"." + end.rpartition(".")[2] for end in known}
    assert [end for end in calls(name, "url_for") if end not in known | near] == []


@every_template
def test_every_icon_is_drawn(name: str) -> None:
    assert set(calls(name, "icon")) <= symbols()


@every_template
def test_a_template_can_be_read_at_once(name: str) -> None:
    assert len(TEMPLATES[name].read_text().splitlines()) <= 150


def symbols() -> set[str]:
    """The ids in the sprite."""
    return set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "lms/static/icons.svg").read_text()))


def test_every_way_has_an_icon_and_a_page(shared_app: Flask) -> None:
    for part in shared_app.extensions["attune.parts"]:
        for link in part.navigation:
            assert link.icon in symbols(), link
            assert link.endpoint in shared_app.view_functions, link


def test_template_names_do_not_hide_each_other() -> None:
    found = [
        path.relative_to(ROOT / package / "templates").as_posix()
        for package in PACKAGES
        for path in (ROOT / package / "templates").rglob("*.html")
    ]
    assert len(found) == len(set(found))


def test_sheet_names_do_not_hide_each_other() -> None:
    names = [sheet.name for sheet in SHEETS]
    assert len(names) == len(set(names))


@every_sheet
def test_a_sheet_serves_both_writing_directions(sheet: Path) -> None:
    physical = r"^\s*(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|text-align:\s*(?:left|right)|float)\b\s*[:;-]"
    lines = sheet.read_text().splitlines()
    assert [line.strip() for line in lines if re.match(physical, line)] == []


@every_sheet
def test_a_sheet_asks_nobody_else_and_can_be_read(sheet: Path) -> None:
    source = sheet.read_text()
    assert re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//", source) == []
    assert len(source.splitlines()) <= 400


@every_sheet
def test_every_token_that_is_used_is_given(sheet: Path) -> None:
    everything = "\n".join(path.read_text() for path in SHEETS)
    given = set(re.findall(r"(--[\w-]+)\s*:", everything))
    used = set(re.findall(r"var\((--[\w-]+)\)", sheet.read_text()))
    assert used - given == set()
