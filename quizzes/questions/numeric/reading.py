"""Reads numbers as people write them. Pure."""

import re
import unicodedata
from collections.abc import Sequence

from quizzes.questions.base import N_, BadResponse

LONGEST = 40
_GROUPS = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_GROUPED_BY = {mark: re.compile(rf"[+-]?\d{{1,3}}(\{mark}\d{{3}})+") for mark in ".,"}
_SIGNS = str.maketrans({"−": "-", "–": "-", "。": ".", "٫": "."})


def read_number(text: str, units: Sequence[str] = ()) -> str | None:
    """The number as plain decimal digits, e.g. "1,68 kg" → "1.68"; None where nothing was written.

    One comma or one point is the decimal mark; spaces and apostrophes between groups of three are left out. "1,684" can
    be read in two ways and is not guessed at. A point is always a decimal mark where it stands alone: both languages of
    the interface write it so. Raises BadResponse with the two ways, or with how to write a number.
    """
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", text))
    cleaned = _without_unit(plain.translate(_SIGNS).strip(), units)
    if not cleaned:
        return None
    number = _GROUPS.sub("", cleaned)
    if "," in number:
        number = _with_point(number)
    if number.count(".") > 1 and _GROUPED_BY["."].fullmatch(number):
        number = number.replace(".", "")
    if len(number) > LONGEST or not _PLAIN.fullmatch(number):
        raise BadResponse(N_("Write a number in digits, for example 1.68 or 1,68."))
    return _canonical(number)


def _without_unit(text: str, units: Sequence[str]) -> str:
    folded = text.casefold()
    for unit in sorted(
        (unicodedata.normalize("NFKC", unit).casefold() for unit in units), key=len, reverse=True
    ):
        if unit and folded.endswith(unit):
            return text[: len(text) - len(unit)].rstrip()
    return text


def _with_point(number: str) -> str:
    """The number with its commas resolved: as groups, or as the decimal mark."""
    if "." in number:
        decimal, group = (".", ",") if number.rfind(".") > number.rfind(",") else (",", ".")
        whole, _mark, rest = number.rpartition(decimal)
        if _GROUPED_BY[group].fullmatch(whole):
            return f"{whole.replace(group, '')}.{rest}"
        return number
    if number.count(",") > 1:
        return number.replace(",", "") if _GROUPED_BY[","].fullmatch(number) else number
    whole, _mark, rest = number.partition(",")
    if _GROUPED_BY[","].fullmatch(number) and whole.lstrip("+-") != "0":
        raise BadResponse(
            N_("%(typed)s can be read in two ways. Write %(whole)s or %(decimal)s."),
            typed=number,
            whole=whole + rest,
            decimal=f"{whole}.{rest}",
        )
    return f"{whole}.{rest}"


def _canonical(number: str) -> str:
    """Digits with a leading zero and without a plus or a point at the end."""
    sign = "-" if number.startswith("-") else ""
    whole, _point, rest = number.lstrip("+-").partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{'.' + rest if rest else ''}"
