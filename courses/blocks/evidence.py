"""Evidence marks, `[[V D1]]`: quiet, always there, and explained in words to those who ask or listen."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from courses.blocks.words import word

_JOINED = "\u2060"
"""Word joiner: a mark never begins a line of its own, away from its claim."""
_MARK = re.compile(r"\[\[(?P<label>[VSCKP])(?P<ids>(?: +[\w-]+)*) *\]\]")


def use_evidence(markdown: MarkdownIt) -> None:
    """Teaches the marks to a parser. Its environment says `language` and whether `links` may be written."""
    markdown.inline.ruler.before("link", "evidence", _parse)
    markdown.add_render_rule("evidence", _render)


def _parse(state: StateInline, silent: bool) -> bool:
    match = _MARK.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        token = state.push("evidence", "", 0)
        token.meta = {"label": match["label"], "ids": match["ids"].split()}
    state.pos = match.end()
    return True


def _render(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    meta: dict[str, Any] = tokens[index].meta
    return evidence(meta["label"], meta["ids"], str(env["language"]), links=bool(env["links"]))


def evidence(label: str, ids: Sequence[str], language: str, *, links: bool) -> str:
    """The HTML of one mark. Its links lead to the legend and the sources at the foot of the lesson."""
    meaning = escape(word(label, language))
    letter = f'<span aria-hidden="true">{label}</span><span class="visually-hidden">{meaning}</span>'
    if links:
        letter = f'<a href="#mark-{label}" title="{meaning}">{letter}</a>'
    parts = [letter, *(f'<a href="#source-{each}">{each}</a>' if links else each for each in ids)]
    return f'<small class="evidence evidence--{label.lower()}" data-added>{_JOINED}{" ".join(parts)}</small>'
