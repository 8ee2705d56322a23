"""The reader of the content files: every fault names file, line and remedy."""

from pathlib import Path

import pytest

from quizzes.source import digest, read_bank

GOOD = """\
key: pool
title: {en: Pool, zh_Hans: 题库}
questions:
  - id: q1
    type: true_false
    tags: [pool, easy]
    stem: {en: One, zh_Hans: 一}
    answer: true
  - id: q2
    type: numeric
    tags: [pool]
    stem: {en: Two, zh_Hans: 二}
    answer: 2
quizzes:
  - key: quiz
    title: {en: Quiz, zh_Hans: 测验}
    items:
      - question: q1
      - draw: 1
        tags: [pool]
    pass_mark: 70
"""


def _problems(folder: Path, text: str, name: str = "pool.yaml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_bank(folder).problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def test_a_good_file_is_read(folder: Path) -> None:
    assert _problems(folder, GOOD) == []
    pool = read_bank(folder).pools[0]
    assert pool.key == "pool"
    assert [question["id"] for question in pool.questions] == ["q1", "q2"]
    assert pool.quizzes[0]["pass_mark"] == 70


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("answer: true", "answer: perhaps", 8, "questions.1.answer: Write true or false."),
        ("zh_Hans: 二}", "}", 12, "questions.2.stem: The text in zh_Hans is missing."),
        ("type: numeric", "type: number", 10, "Choose one of: single, multiple"),
        ("answer: 2", "answer: 2\n    anwser: 2", 14, "Nothing reads the field anwser"),
        ("id: q2", "id: q1", 9, "q1 is already used at content/pool.yaml:4; choose another id"),
        ("answer: 2", "answer: 2\n    answer: 3", 14, "answer stands here twice; remove one."),
        ("question: q1", "question: q9", 18, "There is no question q9"),
        ("tags: [pool]\n    pass", "tags: [poool]\n    pass", 19, "No question has the tag poool"),
        ("draw: 1", "draw: 2", 19, "too few questions with pool to draw 2"),
        ("pass_mark: 70", "pass_mark: 170", 21, "per cent, 0 to 100"),
        ("key: quiz", "key: attempts", 15, "not a reserved word"),
        ("key: pool\n", "key: other\n", 1, "the key that its file is named after"),
        ("stem: {en: One", "stem: {en: [One", 7, "This is not YAML"),
        (
            "stem: {en: One",
            "stem: {en: 2026-11-22",
            7,
            "quote it where it could be read as a number or a date",
        ),
        ("- draw: 1\n", "- draw: some\n", 19, "Write `question: id`, or `draw: 5`"),
    ],
)
def test_a_fault_names_file_line_and_remedy(
    folder: Path, before: str, after: str, line: int, words: str
) -> None:
    assert before in GOOD
    found = _problems(folder, GOOD.replace(before, after))
    assert any(one.startswith(f"content/pool.yaml:{line}: ") and words in one for one in found), found


def test_ids_are_unique_over_all_files(folder: Path) -> None:
    _problems(folder, GOOD)
    second = GOOD.replace("key: pool", "key: second").replace("key: quiz", "key: quiz-two")
    found = _problems(folder, second, "second.yaml")
    assert len(found) == 2
    assert "content/second.yaml:4: q1 is already used at content/pool.yaml:4" in found[0]


@pytest.mark.parametrize("text", ["", "- a list\n", "just text"])
def test_a_file_that_is_no_pool_says_how_to_start(folder: Path, text: str) -> None:
    assert _problems(folder, text) == [
        "content/pool.yaml:1: Start the file with key, title, questions and quizzes."
    ]


def test_a_file_in_another_encoding_says_so(folder: Path) -> None:
    (folder / "pool.yaml").write_bytes(GOOD.encode("gb18030"))
    assert "save the file as UTF-8" in str(read_bank(folder).problems[0])


def test_the_digest_is_of_the_content_not_of_the_layout() -> None:
    assert digest({"a": 1, "b": {"c": 2}}) == digest({"b": {"c": 2}, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


def test_the_starter_content_is_in_order() -> None:
    bank = read_bank()
    assert [str(problem) for problem in bank.problems] == []
    assert all(len(pool.questions) >= 20 and pool.quizzes for pool in bank.pools)
