"""Bold, italic and line breaks in Chinese, Japanese and Korean text.

CommonMark lets `**` open or close only where a word boundary is visible. Between a full-width mark and an ideograph it
sees none, so `**“强调”**文字` and `**注意：**请看` stay unformatted. Here an ideograph beside the delimiter counts as the
boundary that punctuation needs (the amendment proposed in CommonMark's own discussions on East Asian text).

And a line break inside a paragraph is a space in English, but nothing between two ideographs.
"""

import re

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_CJK = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u3100-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)

_FULL_WIDTH = "，。：；？！、（）《》「」『』【】“”…—"


def emphasis(state: StateInline, silent: bool) -> bool:
    """The inline rule `emphasis` of markdown-it, with boundaries beside East Asian text."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        end = state.pos + scanned.length
        after = state.src[end] if end < state.posMax else " "
        opens = opens or (_is_punctuation(after) and bool(_CJK.match(before)))
        closes = closes or (_is_punctuation(before) and bool(_CJK.match(after)))
    for _each in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, opens, closes)
        )
    state.pos += scanned.length
    return True


def _is_punctuation(character: str) -> bool:
    return not isWhiteSpace(ord(character)) and (isMdAsciiPunct(ord(character)) or isPunctChar(character))


def join_lines(state: StateCore) -> None:
    """Core rule, after parsing: a soft line break between East Asian characters disappears."""
    for block in state.tokens:
        children = block.children or []
        for before, token, after in zip(children, children[1:], children[2:], strict=False):
            if token.type == "softbreak" and _ends_wide(before.content) and _ends_wide(after.content[:1]):
                token.type = "text"


def _ends_wide(text: str) -> bool:
    return bool(text) and (bool(_CJK.match(text[-1])) or text[-1] in _FULL_WIDTH)
