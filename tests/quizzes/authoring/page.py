"""Reads a form from a page as a browser would send it, so that tests post what a person would."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._inside = False
        self._templates = 0
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._templates += tag == "template"
        if tag == "form":
            self._inside = found.get("id") == "editor"
        if not self._inside or self._templates:
            return
        name = found.get("name", "")
        if tag == "input" and name:
            boxed = found.get("type") in ("radio", "checkbox")
            if not boxed or "checked" in found:
                self.pairs.append((name, found.get("value", "on" if boxed else "")))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select is not None:
            self._options.append((found.get("value", ""), "selected" in found))
        elif tag == "textarea":
            self._textarea, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        if tag == "textarea" and self._textarea is not None:
            # A browser drops the one line end that stands directly behind the tag.
            self.pairs.append((self._textarea, self._text.removeprefix("\n").replace("\n", "\r\n")))
            self._textarea = None
        if tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected]
            first = self._options[0][0] if self._options else ""
            self.pairs.append((self._select, chosen[-1] if chosen else first))
            self._select = None
        if tag == "form":
            self._inside = False


def form_of(html: str) -> dict[str, list[str]]:
    """The fields of the page's editor with their values, in order."""
    reader = _Form()
    reader.feed(html)
    found: dict[str, list[str]] = {}
    for name, value in reader.pairs:
        found.setdefault(name, []).append(value)
    assert found, "there is no editor on this page"
    return found


def filled(html: str, **changes: str | list[str]) -> dict[str, list[str]]:
    """The page's form with other values; `__` in a name stands for a hyphen."""
    form = form_of(html)
    for name, value in changes.items():
        form[name.replace("__", "-")] = value if isinstance(value, list) else [value]
    return form
