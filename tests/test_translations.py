"""The interface speaks Chinese: every text, well written, with one word for one thing (docs/glossary.md)."""

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from tests.cast import HUI
from tests.conftest import SignIn

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("lms", "courses", "quizzes")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("questions/**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None, "_n": (1, 2)}
"""What scripts/messages looks for; were they to differ, the catalogues would not be up to date."""

CHINESE = r"[㐀-䶿一-鿿]"
WIDE = r"[，。：；？！、（）《》“”…]"
PLACEHOLDER = r"%\(\w+\)[sd]|\{\w*\}"
EXACT = re.compile(rf"{PLACEHOLDER}|%%|<[^>]+>|`[^`]*`")
CODE = re.compile(r"`[^`]*`|\{\w+: .*\}")
HALF_WIDTH = re.compile(
    rf"(?:{CHINESE}|{WIDE}) ?[,.:;?!](?!\w)|[,.:;?!] ?{CHINESE}|(?:{PLACEHOLDER})[,.:;?!](?: |$)"
)
TYPED_SPACE = re.compile(rf"(?:{CHINESE}|{WIDE}) |[^,.] {CHINESE}")

# Text of the interface -> what its Chinese must hold. A text that means something else has another word in it.
GLOSSARY = {
    r"\bquiz(zes)?\b": "测验",
    r"(?<!start the )\bcourses?\b": "课程",
    r"\blessons?\b(?! %\()": "课",
    r"(?<!many )\battempts?\b": "作答",
    r"\bpass mark\b": "及格线",
    r"\bpass(ed)?\b(?! mark)(?! rate)": "合格|及格线",
    r"\bparticipation\b": "参加率",
    r"\bpass rate\b": "合格率",
    r"\bdrafts?\b": "草稿",
    r"\bretired?\b": "停用",
    r"\bpublish(ed|es)?\b": "发布",
    r"\bquarter\b": "季度",
    r"\bledger\b": "台账",
    r"\broster\b(?! of)": "名单",
    r"\bmarkets?\b": "市场",
    r"\btrainers?\b": "培训师",
    r"\blearners?\b": "学员",
    r"\bagents?\b": "客服",
    r"\bHR\b": "人力资源",
    r"\bemployee number\b": "工号",
    r"\btags?\b": "标签",
    r"\boptions?\b": "选项",
    r"\bunits?\b(?! of measure|, such|\.$)": "部门",
}
NEVER = {
    "您": "你",
    "考试": "测验",
    "坐席": "客服",
    "考题": "题目",
    "及格率": "合格率",
    "参与率": "参加率",
    "！": "。",
}


class Text(NamedTuple):
    """One text of the interface with its translation; a plural is told by its singular."""

    package: str
    context: str | None
    english: str
    plural: str | None
    chinese: str
    fuzzy: bool


def catalogue(package: str) -> Catalog:
    """The Chinese catalogue of a package."""
    path = ROOT / package / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def texts(package: str) -> Iterator[Text]:
    """Every text of a catalogue."""
    for message in catalogue(package):
        if message.id:
            english = [message.id] if isinstance(message.id, str) else [*message.id]
            chinese = message.string if isinstance(message.string, str) else (message.string or [""])[0]
            plural = english[1] if len(english) > 1 else None
            yield Text(package, message.context, english[0], plural, chinese, message.fuzzy)


ALL = [text for package in PACKAGES for text in texts(package)]


def extracted(package: str) -> set[tuple[str | None, str]]:
    """What the package says today, as scripts/messages finds it."""
    found = set()
    for _file, _line, message, _comments, context in extract_from_dir(
        ROOT / package, METHODS, keywords=KEYWORDS
    ):
        found.add((context, message[0] if isinstance(message, tuple) else message))
    return {(context, message) for context, message in found if message}


@pytest.mark.parametrize("package", PACKAGES)
def test_the_catalogue_holds_what_the_package_says(package: str) -> None:
    held = {(text.context, text.english) for text in texts(package)}
    assert held == extracted(package), "run scripts/messages and translate what it names"
    assert not catalogue(package).obsolete


def test_every_text_is_translated() -> None:
    assert [text for text in ALL if not text.chinese or text.fuzzy] == []


def test_placeholders_tags_and_code_are_the_same() -> None:
    wrong = [
        (text.english, text.chinese)
        for text in ALL
        if Counter(EXACT.findall(text.chinese)) != Counter(EXACT.findall(text.plural or text.english))
    ]
    assert wrong == []


def test_the_same_text_is_the_same_in_every_package() -> None:
    """The packages' catalogues are read together: of two translations one would show everywhere."""
    seen: dict[tuple[str | None, str], str] = {}
    wrong = [
        text for text in ALL if seen.setdefault((text.context, text.english), text.chinese) != text.chinese
    ]
    assert wrong == []


def test_punctuation_is_full_width() -> None:
    assert [text.chinese for text in ALL if HALF_WIDTH.search(CODE.sub("", text.chinese))] == []


def test_no_spaces_are_typed_around_chinese() -> None:
    assert [text.chinese for text in ALL if TYPED_SPACE.search(text.chinese)] == []


def test_sentences_end_where_the_english_ends() -> None:
    wrong = [
        (text.english, text.chinese)
        for text in ALL
        if text.english.endswith((".", "?")) != text.chinese.endswith(("。", "？"))
    ]
    assert wrong == []


def test_words_that_are_never_said() -> None:
    wrong = [
        (text.chinese, instead) for text in ALL for word, instead in NEVER.items() if word in text.chinese
    ]
    assert wrong == []


@pytest.mark.parametrize("english", GLOSSARY)
def test_one_word_per_thing(english: str) -> None:
    meant = [text for text in ALL if re.search(english, EXACT.sub("", text.english), re.IGNORECASE)]
    assert meant, "nothing says this any more; take it out"
    wrong = [(text.english, text.chinese) for text in meant if not re.search(GLOSSARY[english], text.chinese)]
    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_served_is_what_is_written(package: str) -> None:
    """Compiled, with the language's own plural rule. scripts/check compiles."""
    compiled = ROOT / package / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.mo"
    with compiled.open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    for text in texts(package):
        if text.plural:
            assert spoken.ngettext(text.english, text.plural, 1) == text.chinese
            assert spoken.ngettext(text.english, text.plural, 5) == text.chinese
        elif text.context:
            assert spoken.pgettext(text.context, text.english) == text.chinese
        else:
            assert spoken.gettext(text.english) == text.chinese


class Stock(FlaskForm):
    """Fields whose messages are the form library's own."""

    class Meta:
        csrf = False

    name = StringField(validators=[InputRequired()])
    short = StringField(validators=[Length(max=3)])
    day = DateField()
    count = IntegerField()
    choice = SelectField(choices=[SelectChoice("a")])


def test_the_form_librarys_own_messages_are_chinese(app: Flask) -> None:
    sent = {"short": "four", "day": "x", "count": "x", "choice": "b"}
    with app.test_request_context(
        "/", method="POST", data=sent, headers={"Accept-Language": "zh-CN,zh;q=0.9"}
    ):
        form = Stock()
        assert not form.validate()
        messages = {name: str(errors[0]) for name, errors in form.errors.items() if name}
    assert set(messages) == {"name", "short", "day", "count", "choice"}
    assert [message for message in messages.values() if not re.search(CHINESE, message)] == []


def test_a_page_is_chinese_from_navigation_to_error(sign_in: SignIn) -> None:
    hui = sign_in(HUI)
    hui.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    page = hui.get("/records?status=no-such-status").get_data(as_text=True)
    assert '<html lang="zh-Hans"' in page
    for said in ("学习记录", "人员", "不是有效的选择。", "状态："):
        assert said in page


def test_a_stranger_with_a_chinese_browser_signs_in_in_chinese(client: FlaskClient) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": "zh-CN"}).get_data(as_text=True)
    assert "<h1>登录</h1>" in page
