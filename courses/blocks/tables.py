"""Tables that hold on a phone: each cell knows its column's name, the first column of a comparison is a heading."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from courses.source.marks import MARK

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_ALIGNED = {"text-align:right": "number", "text-align:center": "centred", "text-align:left": None}
PHRASE_CELLS = ("phrase__script", "phrase__say", "phrase__meaning", "phrase__when")


def mend_tables(state: StateCore) -> None:
    """Core rule, after parsing: sets classes, labels, scopes and languages on every table."""
    flavour, script = state.env.get("table", ""), state.env.get("script", "")
    names: list[str] = []
    column, in_heading = 0, False
    for index, token in enumerate(state.tokens):
        if token.type == "table_open":
            names, in_heading = [], True
            token.attrSet("class", f"table {flavour}".strip())
        elif token.type == "tbody_open":
            in_heading = False
        elif token.type == "tr_open":
            column = 0
        elif token.type in ("th_open", "td_open"):
            cell = _Cell(state.tokens, index)
            cell.drop_inline_style()
            if in_heading:
                names.append(cell.plain)
                cell.head_column()
            else:
                cell.place(column, names, flavour, script)
            column += 1


class _Cell:
    def __init__(self, tokens: list[Token], index: int) -> None:
        self.opening, self.content, self.closing = tokens[index : index + 3]

    @property
    def plain(self) -> str:
        return MARK.sub("", self.content.content).replace("**", "").strip()

    def drop_inline_style(self) -> None:
        """The parser writes alignment as a style attribute, which the content security policy forbids."""
        style = self.opening.attrs.pop("style", None)
        if style and (name := _ALIGNED.get(str(style))):
            self.opening.attrJoin("class", name)

    def head_column(self) -> None:
        if self.plain:
            self.opening.attrSet("scope", "col")
        else:  # an empty corner heads nothing
            self.opening.tag = self.closing.tag = "td"

    def place(self, column: int, names: list[str], flavour: str, script: str) -> None:
        if flavour == "phrases":
            self.opening.attrJoin("class", PHRASE_CELLS[min(column, 3)])
            if column == 0:
                self.opening.attrSet("lang", script)
                self.opening.attrSet(
                    "dir", "rtl" if script.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
                )
        if flavour == "compare" and column == 0:
            self.opening.tag = self.closing.tag = "th"
            self.opening.attrSet("scope", "row")
        elif column < len(names) and names[column]:
            self.opening.attrSet("data-label", names[column])
