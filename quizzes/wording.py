"""The inline Markdown of stems, options and feedback as HTML. Pure."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

# No HTML, no pictures, no links: a question must not lead away from itself.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "link", "autolink"])


@lru_cache(maxsize=20_000)
def inline(text: str) -> Markup:
    """The text with emphasis, code and line breaks as HTML; everything else is escaped."""
    return Markup(_markdown.renderInline(text.strip()))  # noqa: S704 (the renderer escapes)
