"""The few words that rendering adds to a lesson, in the lesson's own language.

They stand in stored HTML, made once per content language, so gettext (which answers in the reader's interface
language, at request time) cannot supply them.
"""

from lms.translated import BASE_LANGUAGE

_WORDS = {
    "en": {
        "do": "Do",
        "avoid": "Avoid",
        "ask": "Ask",
        "note": "Good to know",
        "phrases": "Phrases",
        "compare": "Compare",
        "reveal": "Think first, then open",
        "check": "Check yourself",
        "scenario": "What would you do?",
        "choose": "Choose an answer to see what follows.",
        "right": "Best answer",
        "wrong": "Not the best answer",
        "best": "Best choice",
        "ok": "Acceptable, with a cost",
        "poor": "Makes it worse",
        "V": "A source was read",
        "S": "Our service documents",
        "C": "Computed",
        "K": "General knowledge, awaits a local reviewer",
        "P": "Our proposal or house rule",
    },
    "zh_Hans": {
        "do": "要做",
        "avoid": "避免",
        "ask": "可以问",
        "note": "补充说明",
        "phrases": "常用语",
        "compare": "对照",
        "reveal": "先想一想，再打开",
        "check": "自我检测",
        "scenario": "你会怎么做？",
        "choose": "选一个答案，看看结果。",
        "right": "最佳答案",
        "wrong": "不是最佳答案",
        "best": "最佳选择",
        "ok": "可以接受，但有代价",
        "poor": "会让情况更糟",
        "V": "已查阅来源",
        "S": "本公司服务文件",
        "C": "计算得出",
        "K": "一般常识，待当地审阅人确认",
        "P": "我们的建议或内部规则",
    },
}


def word(name: str, language: str) -> str:
    """One of the words in the lesson's language, else in the base language."""
    return _WORDS.get(language, _WORDS[BASE_LANGUAGE])[name]
