"""How long forms take to open, long lists to filter, and a form to go on paper.

    python -m tests.benchmarks.expressions_forms [WORKBOOK...]

Without workbooks, the shipped ones. Promises: a form opens in 1 s, a list of 50,000 choices too,
and it is filtered in 30 ms a key.
"""

import logging
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import xlsxwriter

from questionnaires.interview import Interview
from questionnaires.interview.choice_index import ChoiceIndex
from questionnaires.library import PUBLIC_SURVEY, SHELF_AUDIT, open_shipped
from questionnaires.xlsform import convert_strictly, read_workbook

SIGNS = "东西南北中新丰桥村镇街道塘浜溪湖海盐宁平桐乡秀洲善嘉王江泾油车港洪合凤余七星步云长乐行重庆"
KEYS = (
    "x",
    "xf",
    "xfc",
    "c",
    "cq",
    "chongqing",
    "zhongqing",
    "村",
    "新丰",
    "3304",
    "zzz",
    "330400012",
)


def main():
    logging.disable(logging.WARNING)
    files = [Path(name) for name in sys.argv[1:]]
    if not files:
        for name in (PUBLIC_SURVEY, SHELF_AUDIT):
            with open_shipped(name) as path:
                open_form(path)
    for path in files:
        open_form(path)
    long_list()


def timed(run, rounds=5):
    best, result = float("inf"), None
    for _ in range(rounds):
        start = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - start)
    return best, result


def open_form(path):
    """Read with every finding, and begin an interview."""
    reading_time, reading = timed(lambda: read_workbook(path), 3)
    begin_time, _ = timed(lambda: Interview(reading.questionnaire), 1)
    strict_time, verdict = timed(lambda: convert_strictly(path), 1)
    rows = sum(1 for _ in reading.questionnaire.walk())
    print(
        f"{path.name}: {rows} rows, read {reading_time:.2f} s, begun {begin_time:.2f} s, "
        f"{len(reading.findings)} findings; strict {strict_time:.2f} s ({verdict.valid})"
    )


def long_list():
    random = Random(1)
    choices = [
        (f"3304{n:08d}", "".join(random.choices(SIGNS, k=random.randint(2, 8))) + "村")
        for n in range(50_000)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.xlsx"
        write(path, choices)
        reading_time, reading = timed(lambda: read_workbook(path), 3)
    begin_time, interview = timed(lambda: Interview(reading.questionnaire), 1)
    offer_time, offered = timed(lambda: interview.choices("q"), 1)
    print(f"{len(offered)} choices: read {reading_time:.2f} s, begun {begin_time:.2f} s, "
          f"offered {offer_time:.3f} s")  # fmt: skip
    build_time, index = timed(lambda: ChoiceIndex(choices), 3)
    spell_time, _ = timed(index.prepare, 1)
    print(f"index: built {build_time * 1000:.0f} ms, spelt out {spell_time * 1000:.0f} ms")
    keys = {key: timed(lambda key=key: index.find(key, 40), 7)[0] * 1000 for key in KEYS}
    slowest = max(keys, key=keys.__getitem__)
    print(
        f"a key: {sum(keys.values()) / len(keys):.1f} ms, slowest {slowest} {keys[slowest]:.1f} ms"
    )


def write(path, choices):
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        survey = book.add_worksheet("survey")
        survey.write_row(0, 0, ["type", "name", "label"])
        survey.write_row(1, 0, ["select_one big", "q", "Q"])
        sheet = book.add_worksheet("choices")
        sheet.write_row(0, 0, ["list_name", "name", "label"])
        for number, (code, text) in enumerate(choices, 1):
            sheet.write_row(number, 0, ["big", code, text])


if __name__ == "__main__":
    main()
