"""The one Markdown of lessons: CommonMark with tables, without HTML, with our evidence marks and lesson links."""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from courses.blocks.east_asian import emphasis, join_lines
from courses.blocks.evidence import use_evidence
from courses.blocks.links import mend_links
from courses.blocks.tables import mend_tables


def _number_headings(state: StateCore) -> None:
    """Headings get ids that are the same in every language, so that changing the language can keep the place."""
    for token in state.tokens:
        if token.type == "heading_open":
            state.env["sections"] += 1
            token.attrSet("id", f"section-{state.env['sections']}")


def _make() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.inline.ruler.at("emphasis", emphasis)
    use_evidence(markdown)
    markdown.core.ruler.push("join_lines", join_lines)
    markdown.core.ruler.push("number_headings", _number_headings)
    markdown.core.ruler.push("mend_tables", mend_tables)
    markdown.core.ruler.push("mend_links", mend_links)
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    return markdown


def _open_table(_self: Any, tokens: list[Token], index: int, _options: Any, _env: Any) -> str:
    return f'<div class="table-wrap"><table class="{tokens[index].attrGet("class")}">\n'


def _close_table(*_arguments: Any) -> str:
    return "</table></div>\n"


MARKDOWN = _make()
