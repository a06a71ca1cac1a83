"""Random answers for a questionnaire, with what is not relevant left blank."""

import random
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Layout,
    Scope,
    compile_condition,
    compile_expression,
    parse,
    to_answer,
)
from questionnaires.model import Question

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 12, 0)
WORDS = ("rice", "a b", "13812345678", "x@example.org", "0", "7", "a  b", "NaN", "abc-1")


class Filler:
    def __init__(self, questionnaire, seed):
        self.questionnaire = questionnaire
        self.layout = Layout.of(questionnaire)
        self.scope = Scope(self.layout, zone=ZONE)
        self.random = random.Random(seed)
        self.literals = _literals(questionnaire)
        self.compiled = {}

    def fill(self):
        """Answers by full key, and the number of instances of each repeat."""
        self.answers, self.counts = {}, {}
        keys = self._keys()
        for place, key in keys:
            if place.question is not None and not place.question.calculation:
                self.answers[key] = self._answer(place)
        for _ in range(2):  # calculations may depend on later ones and on blanked answers
            for place, key in keys:
                self._settle(place, key)
        return {key: answer for key, answer in self.answers.items() if answer not in (None, "")}

    def _keys(self):
        keys = []
        for place in self.layout.places.values():
            outer = place.repeats[:-1] if place.kind == "repeat" else place.repeats
            for indices in self._instances(outer):
                if place.kind == "repeat":
                    self.counts[place.path, indices] = self.random.randint(1, 4)
                    for position in range(1, self.counts[place.path, indices] + 1):
                        keys.append((place, place.key((*indices, position))))
                else:
                    keys.append((place, place.key(indices)))
        return keys

    def _instances(self, repeats):
        found = [()]
        for path in repeats:
            found = [
                (*indices, position)
                for indices in found
                for position in range(1, self.counts[path, indices] + 1)
            ]
        return found

    def _settle(self, place, key):
        question = place.question
        context = FilledContext(self, key)
        if question is not None and question.calculation:
            value = self._evaluate(place.path, question.calculation, context, compile_expression)
            self.answers[key] = None if value is None else to_answer(value, question.kind)
        node = dict(self.questionnaire.walk())[place.path] if question is None else question
        if node.relevant and node.relevant != "false()":
            relevant = self._evaluate(place.path, node.relevant, context, compile_condition)
            if relevant is False and self.random.random() < 0.7:
                self._blank(key)

    def _blank(self, key):
        for other in list(self.answers):
            if other == key or other.startswith(key + "/"):
                self.answers[other] = None

    def _evaluate(self, path, text, context, compiler):
        try:
            if (path, text) not in self.compiled:
                self.compiled[path, text] = compiler(parse(text), self.scope.at(path))
            return self.compiled[path, text](context)
        except ExpressionError:
            return None

    def _answer(self, place):
        if self.random.random() < 0.12:
            return None
        return self._value(place)

    def _value(self, place):
        kind, pick = place.kind, self.random
        codes = [choice.name for choice in self.questionnaire.lists.get(place.list_name, ())]
        if kind == "select_one" and codes:
            return pick.choice(codes)
        if kind in ("select_multiple", "rank") and codes:
            return pick.sample(codes, pick.randint(1, min(4, len(codes))))
        if kind in ("integer", "range"):
            return max(-9, pick.choice([*range(13), *self.literals]) + pick.choice((-1, 0, 0, 1)))
        if kind == "decimal":
            return round(pick.choice([*range(13), *self.literals]) + pick.random(), 2)
        if kind in ("date", "today"):
            return (date(2026, 11, 23) - timedelta(days=pick.randint(0, 40000))).isoformat()
        if kind in ("datetime", "start", "end"):
            moment = datetime(2026, 11, 23, tzinfo=UTC) - timedelta(minutes=pick.randint(0, 10**7))
            return moment.astimezone(ZONE).isoformat(timespec="milliseconds")
        if kind == "time":
            return f"{pick.randint(0, 23):02d}:{pick.randint(0, 59):02d}:00.000+08:00"
        if kind in ("geopoint", "note", "photo", "audio", "video", "image", "file", "acknowledge"):
            return None
        return pick.choice(WORDS)


class FilledContext(AnswerContext):
    """Knows instances without answers too."""

    def __init__(self, filler, key):
        super().__init__(filler.answers, here=key, now=NOW)
        self.filled = filler

    def count(self, repeat, indices):
        return self.filled.counts.get((repeat.path, indices), 0)


def _literals(questionnaire):
    """Whole numbers written in the expressions: answers near them decide conditions."""
    found = set()
    for _, node in questionnaire.walk():
        texts = [node.relevant]
        if isinstance(node, Question):
            texts += [node.constraint, node.calculation]
        found.update(int(digits) for text in texts for digits in re.findall(r"\b\d{1,5}\b", text))
    return sorted(found) or [1]
