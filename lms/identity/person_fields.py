"""What a person's fields may hold, typed into a form or standing in a file: one definition for both. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from lms.translated import LANGUAGES

FIELDS = (
    "employee_number", "full_name", "preferred_name", "email", "unit", "manager", "hired_on", "left_on",
    "locale", "time_zone", "roles", "markets", "languages",
)  # fmt: skip
"""In the order of the form, of the template file and of the page."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "employee_number": ("employee number", "employee no", "employee id", "工号", "员工编号", "员工号"),
    "full_name": ("full name", "name", "姓名", "名字"),
    "preferred_name": ("preferred name", "called", "称呼"),
    "email": ("email", "e-mail", "mail", "邮箱", "电子邮箱", "电子邮件"),
    "unit": ("unit", "department", "部门", "单位", "组织单元"),
    "manager": ("manager", "manager's employee number", "reports to", "上级工号", "主管工号", "直属上级"),
    "hired_on": ("hire date", "hired on", "start date", "入职日期"),
    "left_on": ("leaving date", "left on", "end date", "离职日期"),
    "locale": ("interface language", "locale", "界面语言"),
    "time_zone": ("time zone", "timezone", "时区"),
    "roles": ("roles", "role", "角色"),
    "markets": ("markets", "market", "服务市场", "市场"),
    "languages": ("languages", "working languages", "语言", "语言能力", "工作语言"),
}
"""The headings understood in a file, in English and Chinese; case and spaces around do not matter."""

ERASE = "-"
"""In a file an empty cell keeps what is there; this sign empties the field."""

ROLE_NAMES = {
    "agent": "agent", "客服": "agent", "trainer": "trainer", "培训师": "trainer", "hr": "hr", "人力资源": "hr",
    "administrator": "administrator", "admin": "administrator", "管理员": "administrator",
}  # fmt: skip
LOCALE_NAMES = {
    "en": "en", "english": "en", "英文": "en", "英语": "en", "zh_hans": "zh_Hans", "zh-hans": "zh_Hans",
    "zh": "zh_Hans", "zh-cn": "zh_Hans", "chinese": "zh_Hans", "中文": "zh_Hans", "简体中文": "zh_Hans",
}  # fmt: skip

_SPLIT = re.compile(r"[,;，；、\n]+")
_NUMBER = re.compile(r"\w[\w.\-]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)[\s:：]+([ABCabc][12])")


@dataclass(slots=True)
class Parsed:
    """Checked values by field, and the code of what is wrong by field (see messages.py for the words)."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def parse(cells: Mapping[str, object]) -> Parsed:
    """Checks the given fields one by one. A field not given is left out; an empty one becomes None (or an empty list)."""
    parsed = Parsed()
    for name, cell in cells.items():
        try:
            parsed.values[name] = _READERS[name](cell)
        except ValueError as error:
            parsed.faults[name] = str(error)
    hired, left = parsed.values.get("hired_on"), parsed.values.get("left_on")
    if hired and left and left < hired:
        parsed.faults["left_on"] = "left_before_hired"
    return parsed


def heading_field(heading: str) -> str | None:
    """The field a column heading means, or None."""
    wanted = " ".join(heading.replace("_", " ").split()).casefold()
    return next((name for name, known in HEADINGS.items() if wanted in known or wanted == name), None)


def _text(limit: int) -> Callable[[object], str | None]:
    def read(cell: object) -> str | None:
        text = " ".join(str(cell if cell is not None else "").split())
        if len(text) > limit:
            raise ValueError("too_long")
        if any(ord(sign) < 32 for sign in text):
            raise ValueError("control_characters")
        return text or None

    return read


def _required(limit: int) -> Callable[[object], str]:
    read = _text(limit)

    def required(cell: object) -> str:
        text = read(cell)
        if text is None:
            raise ValueError("required")
        return text

    return required


def _employee_number(cell: object) -> str:
    text = _required(40)(cell)
    # It stands in addresses: no slash, no dots alone, and not the word that adds somebody.
    if not _NUMBER.fullmatch(text) or text == "new":
        raise ValueError("not_a_number")
    return text


def _email(cell: object) -> str | None:
    text = _text(254)(cell)
    if text and not _EMAIL.fullmatch(text):
        raise ValueError("not_an_address")
    return text.lower() if text else None


def read_date(cell: object) -> date | None:
    """Year first, as 2026-03-04, 2026/3/4 or 2026年3月4日, or a typed date of a spreadsheet; others are ambiguous."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(30)(cell)
    if text is None:
        return None
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError("not_a_date")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError("no_such_day") from None


def _locale(cell: object) -> str | None:
    text = _text(20)(cell)
    if text and text.casefold() not in LOCALE_NAMES:
        raise ValueError("unknown_locale")
    found = LOCALE_NAMES[text.casefold()] if text else None
    assert found is None or found in LANGUAGES
    return found


def _time_zone(cell: object) -> str | None:
    text = _text(60)(cell)
    if text and text not in available_timezones():
        raise ValueError("unknown_time_zone")
    return text


def _parts(cell: object) -> list[str]:
    items = cell if isinstance(cell, list) else _SPLIT.split(str(cell if cell is not None else ""))
    return [item.strip() for item in items if item.strip()]


def _roles(cell: object) -> list[str]:
    names = _parts(cell)
    if any(name.casefold() not in ROLE_NAMES for name in names):
        raise ValueError("unknown_role")
    return sorted({ROLE_NAMES[name.casefold()] for name in names})


def _markets(cell: object) -> list[str]:
    codes = {code.upper() for code in _parts(cell)}
    if any(not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", code) for code in codes):
        raise ValueError("not_a_market")
    return sorted(codes)


def _languages(cell: object) -> dict[str, str]:
    found = {}
    for item in _parts(cell):
        match = _LANGUAGE.fullmatch(item)
        if not match or len(match[1]) > 20:
            raise ValueError("not_a_language_level")
        found[match[1].replace("_", "-")] = match[2].upper()
    return dict(sorted(found.items()))


_READERS: dict[str, Callable[[object], Any]] = {
    "employee_number": _employee_number,
    "full_name": _required(200),
    "preferred_name": _text(100),
    "email": _email,
    "unit": _text(80),
    "manager": _text(40),
    "hired_on": read_date,
    "left_on": read_date,
    "locale": _locale,
    "time_zone": _time_zone,
    "roles": _roles,
    "markets": _markets,
    "languages": _languages,
}
