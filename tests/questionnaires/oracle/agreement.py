"""Compare recorded results of JavaRosa with ours.

python -m tests.questionnaires.oracle.agreement FILE.json.gz...
"""

import gzip
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Layout,
    Scope,
    as_text,
    compile_expression,
    compile_filter,
    parse,
)
from questionnaires.model import Questionnaire


@dataclass(frozen=True)
class Difference:
    place: str
    role: str
    text: str
    theirs: str
    ours: str


@dataclass(frozen=True)
class Agreement:
    compared: int
    refused: int
    """How many evaluations JavaRosa itself refused: there is nothing to compare."""
    differences: tuple[Difference, ...]


class RecordedContext(AnswerContext):
    """The recorded answers with the recorded numbers of instances."""

    def __init__(self, recorded, key, now):
        super().__init__(recorded["answers"], here=key, now=now)
        self.recorded = recorded["by_repeat"]

    def count(self, repeat, indices):
        return self.recorded.get((repeat.path, tuple(indices)), 0)


def compare(file):
    """Evaluate everything a record holds and list where the two sides differ."""
    record = json.loads(gzip.decompress(Path(file).read_bytes()))
    questionnaire = Questionnaire.from_json(json.dumps(record["questionnaire"]))
    scope = Scope(Layout.of(questionnaire), zone=ZoneInfo("Asia/Shanghai"))
    now = datetime.fromisoformat(record["now"])
    for recorded in record["sets"]:
        recorded["by_repeat"] = {(path, tuple(at)): n for path, at, n in recorded["counts"]}
    compiled, refused, differences = {}, 0, []
    for number, index, key, kind, value in record["results"]:
        if kind == "error":
            refused += 1
            continue
        place, role, text = record["expressions"][index]
        context = RecordedContext(record["sets"][number], key, now)
        try:
            if index not in compiled:
                compiled[index] = _compiled(questionnaire, scope.at(place), role, text)
            found = shown(compiled[index](context))
        except ExpressionError as trouble:
            found = ("error", str(trouble))
        theirs = (kind, value.replace("\\n", "\n").replace("\\t", "\t"))
        if not same(theirs, found):
            differences.append(Difference(key, role, text, f"{kind} {value}", " ".join(found)))
    return Agreement(len(record["results"]) - refused, refused, tuple(differences))


def _compiled(questionnaire, scope, role, text):
    if role != "choice_filter":
        return compile_expression(parse(text), scope)
    offered = compile_filter(parse(text), scope)
    choices = questionnaire.lists[scope.place.list_name]
    return lambda context: " ".join(choice.name for choice in offered(context, choices))


def shown(value):
    """A value of ours as the recorder wrote one of JavaRosa's."""
    if isinstance(value, bool):
        return ("boolean", as_text(value))
    if isinstance(value, date):
        return ("date", as_text(value))
    return ("text" if isinstance(value, str) else "number", as_text(value))


def same(theirs, ours):
    """Kind and value; numbers to nine digits, and however they are written."""
    if theirs[0] == ours[0] == "number" and theirs[1] != ours[1]:
        one, two = float(theirs[1]), float(ours[1])
        return abs(one - two) <= 1e-9 * max(abs(one), abs(two))
    return theirs == ours


def main():
    for file in sys.argv[1:]:
        found = compare(file)
        share = 1 - len(found.differences) / max(found.compared, 1)
        print(f"{Path(file).name}: {found.compared} compared, {found.refused} refused, {share:.4%}")
        shapes, examples = Counter(), {}
        for difference in found.differences:
            shape = re.sub(r"\[\d+\]", "[n]", f"{difference.place} {difference.text}")
            shapes[shape] += 1
            examples[shape] = difference
        for shape, count in shapes.most_common(60):
            example = examples[shape]
            print(f"  {count} × {example.role} {shape[:300]}")
            print(f"      theirs {example.theirs!r}, ours {example.ours!r}")


if __name__ == "__main__":
    main()
