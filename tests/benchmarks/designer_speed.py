"""How quickly the designer answers on a 1,300-row questionnaire: ``python -m`` this file.

A generated form (演示数据 / synthetic): 26 groups of 49 questions, every second one conditional,
40 shared lists, two languages. The real widgets, drawn off screen; each figure is the median and
the worst of the repetitions, from the event to the repainted window.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from questionnaires.editing import Draft
from questionnaires.editing.problems import Inspector
from questionnaires.model import Choice, Group, Question, Questionnaire
from ui.designer.document import DesignDocument
from ui.designer.workbench import Workbench
from ui.main import Wanted, make_window

GROUPS, EACH, LISTS = 26, 49, 40


def big_form() -> Questionnaire:
    """1,300 rows with conditions, checks and shared choices."""
    lists = {
        f"list{n}": tuple(Choice(str(c), {"zh": f"选项{c}", "en": f"Choice {c}"}) for c in range(8))
        for n in range(LISTS)
    }
    body = tuple(
        Group(f"g{g}", tuple(_question(g, q) for q in range(EACH)), {"zh": f"第{g}部分"})
        for g in range(GROUPS)
    )
    return Questionnaire("big", "演示数据", "1", ("zh", "en"), "zh", body, lists)


def _question(group: int, number: int) -> Question:
    name, kind = f"q{group}_{number}", ("select_one", "integer", "text")[number % 3]
    before = f"q{group}_{number - 3}" if number >= 3 else ""
    return Question(
        name,
        kind,
        {"zh": f"第 {group} 部分第 {number} 题的题目文字是什么？", "en": f"Question {name}?"},
        list_name=f"list{(group + number) % LISTS}" if kind == "select_one" else "",
        relevant=f"${{{before}}} != ''" if before and number % 2 else "",
        constraint=". >= 0 and . <= 120" if kind == "integer" else "",
        required="yes" if number % 4 == 0 else "",
    )


def measure(label: str, step: Callable[[int], None], times: int = 30) -> None:
    """Print the median and the worst of a step, repainting included."""
    found: list[float] = []
    for number in range(times):
        start = time.perf_counter()
        step(number)
        QApplication.processEvents()
        found.append((time.perf_counter() - start) * 1000)
    print(f"{label:32} median {statistics.median(found):6.1f} ms   worst {max(found):6.1f} ms")


def main() -> None:
    """Measure and print."""
    application = QApplication(sys.argv[:1])
    window = make_window(application, Wanted(language="zh_CN", theme="light"))
    document = DesignDocument()
    desk = Workbench(window.session, document)
    desk.resize(1118, 640)
    desk.show()
    form = big_form()
    rows = sum(1 for _ in form.walk())
    print(f"{rows} rows")
    measure("open the form", lambda _: document.open("big", Draft(form), True), 5)
    bar = desk.tree.verticalScrollBar()
    desk.tree.expandAll()
    measure("scroll a page", lambda n: bar.setValue((n + 1) * bar.maximum() // 30))
    measure("select another question", lambda n: desk.tree.select([(n % GROUPS, n)]))
    desk.tree.select([(12, 3)])
    desk.edit_text()
    measure(
        "type a letter", lambda n: QTest.keyClicks(QApplication.focusWidget(), "abc"[n % 3]), 60
    )
    measure("undo, redo", lambda n: (desk.undo, desk.redo)[n % 2]())
    measure("move a question down", lambda _: desk.structure.move_down())
    measure("duplicate a question", lambda _: desk.structure.duplicate())
    measure("rename a question", lambda n: desk.properties.name.edited.emit(f"renamed{n}"))
    inspector = Inspector()
    measure("problems, first look", lambda _: (Inspector().inspect(Draft(form)), None)[1], 5)
    inspector.inspect(document.draft)
    measure("problems, after one letter", lambda _: (inspector.inspect(document.draft), None)[1])
    window.session.stop()


if __name__ == "__main__":
    main()
