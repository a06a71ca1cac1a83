"""The phrases that expressions are put into words with: Chinese as the statistics office writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """``functions`` is by name and number of arguments; ``titled`` sets off a question's text."""

    quoted: str
    titled: str
    brackets: str
    words: Mapping[str, str]
    states: Mapping[str, str]
    sentences: Mapping[str, str]
    functions: Mapping[tuple[str, int], str]


ENGLISH = Phrases(
    quoted="“{0}”",
    titled="“{0}”",
    brackets="({0})",
    words={
        "and": " and ",
        "or": " or ",
        "comma": ", ",
        "mod": "modulo",
        "is": "{0} is “{1}”",
        "is_not": "{0} is not “{1}”",
        "empty": "{0} is empty",
        "filled": "{0} is answered",
        "status": "{0} is {1}",
        "not_status": "{0} is not {1}",
        "selected": "{0} includes {1}",
        "not_selected": "{0} does not include {1}",
        "not": "not ({0})",
        "self": "the answer",
        "around": "this group",
        "row": "“{0}” of the list",
        "where": "{0} where {1}",
    },
    states={
        "answered": "answered",
        "refused": "refused",
        "dont_know": "answered “don't know”",
        "not_asked": "not asked",
        "missing": "missing",
    },
    sentences={
        "relevant": "Asked only if {0}.",
        "constraint": "Accepted only if {0}.",
        "required": "Must be answered if {0}.",
        "calculation": "Calculated as {0}.",
        "choice_filter": "Offered are the choices where {0}.",
    },
    functions={
        ("if", 3): "{1} if {0}, otherwise {2}",
        ("coalesce", 2): "{0} or, if that is empty, {1}",
        ("true", 0): "always",
        ("false", 0): "never",
        ("count-selected", 1): "the number of choices in {0}",
        ("selected-at", 2): "choice number {1} (from 0) of {0}",
        ("string-length", 1): "the length of {0}",
        ("regex", 2): "{0} has the form {1}",
        ("contains", 2): "{0} contains {1}",
        ("starts-with", 2): "{0} begins with {1}",
        ("ends-with", 2): "{0} ends with {1}",
        ("position", 0): "its position",
        ("position", 1): "the position of this instance",
        ("index", 0): "the position of this instance",
        ("today", 0): "today",
        ("now", 0): "now",
        ("int", 1): "{0} without decimals",
        ("round", 1): "{0} rounded",
        ("round", 2): "{0} rounded to {1} decimals",
        ("number", 1): "{0} as a number",
        ("date", 1): "{0}",
        ("format-date", 2): "{0} written as {1}",
        ("sum", 1): "the sum of {0}",
        ("min", 1): "the smallest of {0}",
        ("max", 1): "the largest of {0}",
        ("min", 2): "the smaller of {0} and {1}",
        ("max", 2): "the larger of {0} and {1}",
        ("count", 1): "the number of {0}",
        ("count-non-empty", 1): "the number of answered {0}",
        ("once", 1): "{0} (kept once calculated)",
        ("jr:choice-name", 2): "the label of {0}",
        ("indexed-repeat", 3): "{0} in instance {2}",
        ("pulldata", 4): "{1} from the table {0} where {2} is {3}",
        ("relevant", 1): "{0} is asked",
        ("status", 1): "the state of {0}",
    },
)
CHINESE = Phrases(
    quoted="“{0}”",
    titled="“{0}”",
    brackets="（{0}）",
    words={
        "and": "，且",
        "or": "，或",
        "comma": "、",
        "mod": "除后取余",
        "is": "{0}为“{1}”",
        "is_not": "{0}不为“{1}”",
        "empty": "{0}未填",
        "filled": "{0}已填",
        "status": "{0}{1}",
        "not_status": "{0}不是{1}",
        "selected": "{0}选了{1}",
        "not_selected": "{0}没选{1}",
        "not": "并非（{0}）",
        "self": "本题答案",
        "around": "本组",
        "row": "清单中的“{0}”",
        "where": "{0}中满足（{1}）的",
    },
    states={
        "answered": "已作答",
        "refused": "拒答",
        "dont_know": "不知道",
        "not_asked": "未询问",
        "missing": "缺失",
    },
    sentences={
        "relevant": "仅在{0}时询问。",
        "constraint": "须满足：{0}。",
        "required": "{0}时必填。",
        "calculation": "计算：{0}。",
        "choice_filter": "仅列出满足以下条件的选项：{0}。",
    },
    functions={
        ("if", 3): "若{0}则为{1}，否则为{2}",
        ("coalesce", 2): "{0}（为空时取{1}）",
        ("true", 0): "任何情况",
        ("false", 0): "从不",
        ("count-selected", 1): "{0}所选项数",
        ("selected-at", 2): "{0}中第{1}项（从0起）",
        ("string-length", 1): "{0}的字数",
        ("regex", 2): "{0}符合格式{1}",
        ("contains", 2): "{0}含有{1}",
        ("starts-with", 2): "{0}以{1}开头",
        ("ends-with", 2): "{0}以{1}结尾",
        ("position", 0): "序号",
        ("position", 1): "本条序号",
        ("index", 0): "本条序号",
        ("today", 0): "今天",
        ("now", 0): "现在",
        ("int", 1): "{0}取整",
        ("round", 1): "{0}四舍五入",
        ("round", 2): "{0}保留{1}位小数",
        ("number", 1): "{0}的数值",
        ("date", 1): "{0}",
        ("format-date", 2): "{0}写成{1}",
        ("sum", 1): "{0}合计",
        ("min", 1): "{0}的最小值",
        ("max", 1): "{0}的最大值",
        ("min", 2): "{0}与{1}中较小者",
        ("max", 2): "{0}与{1}中较大者",
        ("count", 1): "{0}的个数",
        ("count-non-empty", 1): "已填{0}的个数",
        ("once", 1): "{0}（只算一次）",
        ("jr:choice-name", 2): "{0}的选项文字",
        ("indexed-repeat", 3): "第{2}条的{0}",
        ("pulldata", 4): "表{0}中{2}为{3}一行的{1}",
        ("relevant", 1): "{0}已询问",
        ("status", 1): "{0}的作答情况",
    },
)
PHRASES = {"zh": CHINESE, "en": ENGLISH}
