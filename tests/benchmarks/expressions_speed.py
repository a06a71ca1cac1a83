"""How fast expressions are, against what the same work costs at the least.

    python -m tests.benchmarks.expressions_speed [RECORD.json.gz]

Prints figures with their promise and the ratio to a floor: the same conditions written by hand in
Python, and in pandas for the table.
"""

import gzip
import json
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from questionnaires.expressions import (
    Layout,
    Scope,
    compile_expression,
    compile_filter,
    parse,
)
from questionnaires.expressions.vectors import FrameEvaluator
from questionnaires.model import Choice, Question, Questionnaire
from tests.questionnaires.oracle.agreement import RecordedContext

RECORDED = Path(__file__).parent.parent / "questionnaires/expressions/recorded"
ROWS = 65_000


def main():
    file = sys.argv[1] if len(sys.argv) > 1 else RECORDED / "web-forms__whova_form.json.gz"
    form = json.loads(gzip.decompress(Path(file).read_bytes()))
    whole_form(form)
    by_hand()
    table()
    long_list()


def timed(run, rounds=7):
    """The best of several rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def whole_form(form):
    questionnaire = Questionnaire.from_json(json.dumps(form["questionnaire"]))
    scope = Scope(Layout.of(questionnaire))
    texts = [(path, text) for path, role, text in form["expressions"] if role != "choice_filter"]
    parse.cache_clear()
    start = time.perf_counter()
    closures = [compile_expression(parse(text), scope.at(path)) for path, text in texts]
    print(f"compile {len(texts)} expressions: {(time.perf_counter() - start) * 1000:.1f} ms")
    recorded = form["sets"][0]
    recorded["by_repeat"] = {}
    now = datetime(2026, 11, 23)
    pairs = [
        (closure, RecordedContext(recorded, path, now))
        for closure, (path, _) in zip(closures, texts, strict=True)
    ]

    def run():
        for closure, context in pairs:
            closure(context)

    single = [timed(lambda c=c, x=x: [c(x) for _ in range(20)], 3) / 20 for c, x in pairs]
    print(f"all {len(pairs)}: {timed(run) * 1000:.2f} ms (promise 4 ms)")
    print(f"median one: {statistics.median(single) * 1e6:.2f} µs (promise 3 µs)")


def by_hand():
    """One usual condition against the same written in Python."""
    scope = Scope.of_columns({"age": "integer", "modes": "select_multiple", "town": "select_one"})
    closure = compile_expression(
        parse("${age} >= 18 and selected(${modes}, 'bus') and ${town} = 'a'"), scope
    )
    answers = {"age": 20, "modes": ["car", "bus"], "town": "a"}
    recorded = {"answers": answers, "by_repeat": {}}
    context = RecordedContext(recorded, "town", datetime(2026, 11, 23))

    def floor():
        age = answers.get("age")
        modes = answers.get("modes")
        return age is not None and age >= 18 and "bus" in modes and answers.get("town") == "a"

    ours = timed(lambda: [closure(context) for _ in range(10_000)]) / 10_000
    least = timed(lambda: [floor() for _ in range(10_000)]) / 10_000
    print(f"one condition: {ours * 1e6:.2f} µs, by hand {least * 1e6:.2f} µs, ×{ours / least:.1f}")


def table():
    random = np.random.default_rng(1)
    frame = pd.DataFrame({f"q{i}": random.integers(1, 6, ROWS).astype(str) for i in range(20)})
    frame = frame.astype("category")
    frame["age"] = random.integers(18, 90, ROWS).astype(float)
    frame["modes"] = [" ".join(random.permutation(["bus", "car", "bike"])[:2]) for _ in range(ROWS)]
    kinds = {f"q{i}": "select_one" for i in range(20)}
    scope = Scope.of_columns({**kinds, "age": "integer", "modes": "select_multiple"})
    texts = [
        f"if(${{q{i % 20}}} = '1' or ${{q{(i + 3) % 20}}} = '2', 1, if(${{age}} > {20 + i} "
        f"and selected(${{modes}}, 'bus'), 0.5, 0))"
        for i in range(25)
    ]
    texts += [f"(${{q{i % 20}}} - 1) * 25 + count-selected(${{modes}})" for i in range(25)]
    expressions = [parse(text) for text in texts]

    def ours():
        evaluator = FrameEvaluator(frame, scope)
        for expression in expressions:
            evaluator.evaluate(expression)

    def floor():
        for i in range(25):
            chosen = (frame[f"q{i % 20}"] == "1") | (frame[f"q{(i + 3) % 20}"] == "2")
            bus = (frame["age"] > 20 + i) & frame["modes"].str.contains("bus")
            np.where(chosen, 1, np.where(bus, 0.5, 0))
            _ = (frame[f"q{i % 20}"].astype(float) - 1) * 25 + frame["modes"].str.count(" ") + 1

    found, least = timed(ours, 3), timed(floor, 1)
    print(
        f"50 expressions × {ROWS} rows: {found:.3f} s (promise 2 s), pandas {least:.3f} s, "
        f"×{found / least:.2f}"
    )


def long_list():
    choices = tuple(
        Choice(f"c{i}", {"zh": f"村{i}"}, extra={"town": f"t{i % 50}"}) for i in range(50_000)
    )
    question = Question("village", "select_one", list_name="village")
    form = Questionnaire("x", "x", body=(Question("town", "text"), question),
                         lists={"village": choices})  # fmt: skip
    offered = compile_filter(parse("town = ${town}"), Scope.of(form, "village"))
    recorded = {"answers": {"town": "t7"}, "by_repeat": {}}
    context = RecordedContext(recorded, "village", datetime(2026, 11, 23))
    first = timed(lambda: offered(context, choices), 1)
    again = timed(lambda: offered(context, choices))
    print(f"filter of 50,000 choices: first {first * 1000:.1f} ms, then {again * 1000:.2f} ms")


if __name__ == "__main__":
    main()
