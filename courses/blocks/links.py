"""Links of a lesson: to other lessons by address from where the reader is, to the web with no trace left."""

import re

from markdown_it.rules_core import StateCore

from courses.source.marks import LESSON_LINK

_STORED = re.compile(r'(<a class="lesson-link" href="[^"#?]*)')


def mend_links(state: StateCore) -> None:
    """Core rule, after parsing. Lesson links are relative, so that they hold under whatever prefix Attune is served."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type != "link_open":
                continue
            target = str(token.attrGet("href") or "")
            token.attrs.clear()
            if match := LESSON_LINK.fullmatch(target):
                token.attrSet("class", "lesson-link")
                token.attrSet("href", f"../{match['course']}/{match['lesson']}")
            else:
                token.attrSet("href", target)
                token.attrSet("rel", "noreferrer")


def carry_language(html: str, language: str) -> str:
    """The stored HTML of a lesson with its lesson links keeping the language the reader asked for."""
    return _STORED.sub(rf"\1?language={language}", html)
