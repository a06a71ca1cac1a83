"""The house stands as README draws it, and each of its rules notices what breaks it."""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import architecture
from tests.architecture import Module

ROOT = Path(__file__).resolve().parent.parent
TOP = {
    *("weights", "questionnaires", "surveyapp", "ui", "tests", "build", "docs"),
    *("README.md", "pyproject.toml", ".ci", ".github", ".gitignore"),
}
Rule = Callable[[Module], Iterator[str]]
EVERYWHERE: tuple[Rule, ...] = (architecture.is_short, architecture.imports_are_absolute)
IN_PACKAGES: tuple[Rule, ...] = (
    architecture.arrows,
    architecture.rooms,
    architecture.qt_stays_in_the_window,
    architecture.sql_stays_in_the_store,
    architecture.files_are_written_whole,
    architecture.heavy_modules_wait,
    architecture.has_docstring,
)
PLANTED: dict[Rule, list[tuple[str, str]]] = {
    architecture.arrows: [
        ("weights/raking.py", "from questionnaires import model"),
        ("questionnaires/model.py", "import surveyapp.errors"),
        ("surveyapp/survey.py", "def show():\n    from ui import main"),
        ("ui/pages/overview.py", "from weights.raking import rake"),
        ("surveyapp/survey.py", "from tests import architecture"),
    ],
    architecture.rooms: [
        ("surveyapp/sampling/draw.py", "from surveyapp.fieldwork import visits"),
        ("surveyapp/exchange/merge.py", "from surveyapp import analysis"),
        ("surveyapp/store/rows.py", "def read():\n    import surveyapp.population.margins"),
        ("surveyapp/publication/report.py", "from surveyapp.cli.main import main"),
        ("surveyapp/sampling/draw.py", "from surveyapp.templates import create_jiaxing"),
    ],
    architecture.qt_stays_in_the_window: [
        ("surveyapp/progress.py", "from PySide6.QtCore import QObject"),
        ("weights/plots.py", "def icon():\n    import qtawesome"),
    ],
    architecture.sql_stays_in_the_store: [
        ("surveyapp/sales/shares.py", "import sqlcipher3"),
        ("surveyapp/sales/shares.py", "def read():\n    from sqlite_utils import Database"),
        ("ui/pages/retail.py", "QUERY = 'SELECT name FROM sale'"),
        ("surveyapp/sales/shares.py", "QUERY = f'DELETE FROM {table}'"),
        ("surveyapp/analysis/runs.py", "def read(c):\n    return c.execute(text)"),
    ],
    architecture.files_are_written_whole: [
        ("surveyapp/analysis/waves.py", "def write(path):\n    path.write_text('x')"),
        ("ui/plots.py", "def write(path):\n    with path.open('wb') as file:\n        pass"),
        ("surveyapp/sales/shares.py", "def write(name):\n    return open(name, 'a')"),
    ],
    architecture.heavy_modules_wait: [
        ("surveyapp/analysis/tables.py", "import pandas as pd"),
        ("ui/plots.py", "class Plot:\n    from matplotlib.figure import Figure"),
        ("weights/raking.py", "try:\n    import scipy.stats\nfinally:\n    pass"),
    ],
    architecture.has_docstring: [("ui/theme.py", "COLOUR = 'green'")],
    architecture.is_short: [("ui/theme.py", '"""Theme."""\n' + "x = 1\n" * 600)],
    architecture.imports_are_absolute: [("ui/main.py", "from . import theme")],
}
ALLOWED: dict[Rule, list[tuple[str, str]]] = {
    architecture.arrows: [("ui/main.py", "from surveyapp import survey\nimport questionnaires")],
    architecture.rooms: [
        ("surveyapp/analysis/runs.py", "from surveyapp.population import margins"),
        ("surveyapp/cli/report.py", "from surveyapp.publication import report"),
        ("surveyapp/sales/shares.py", "from surveyapp.findings import sampling"),
    ],
    architecture.qt_stays_in_the_window: [("ui/main.py", "from PySide6.QtWidgets import QWidget")],
    architecture.files_are_written_whole: [
        ("surveyapp/sales/shares.py", "def read(path):\n    return path.open('rb'), open('x')"),
    ],
    architecture.sql_stays_in_the_store: [
        ("surveyapp/store/rows.py", "import sqlcipher3\nQUERY = 'SELECT name FROM sale'"),
        ("ui/main.py", "TEXT = 'Select the rows from which to start, then update them'"),
        ("ui/main.py", '"""Reads what SELECT name FROM sale gives."""'),
    ],
    architecture.heavy_modules_wait: [
        ("surveyapp/analysis/tables.py", "def table():\n    import pandas"),
        ("ui/p.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas"),
        ("weights/raking.py", "import pandas"),
    ],
}


def modules(*folders: str) -> list[Module]:
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [Module(p.relative_to(ROOT).as_posix(), p.read_text("utf-8")) for p in paths]


def name(case: object) -> str:
    return case.__name__ if callable(case) else str(case).replace("\n", " ")[:60]


@pytest.mark.parametrize("rule", IN_PACKAGES, ids=name)
def test_packages_follow(rule: Rule):
    assert [broken for module in modules(*architecture.PACKAGES) for broken in rule(module)] == []


@pytest.mark.parametrize("rule", EVERYWHERE, ids=name)
def test_all_source_follows(rule: Rule):
    every = modules(*architecture.PACKAGES, "tests", "build")
    assert [broken for module in every for broken in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [(rule, *case) for rule, cases in PLANTED.items() for case in cases],
    ids=name,
)
def test_a_planted_violation_is_found(rule: Rule, path: str, source: str):
    assert list(rule(Module(path, source)))


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [(rule, *case) for rule, cases in ALLOWED.items() for case in cases],
    ids=name,
)
def test_what_is_allowed_is_not_blamed(rule: Rule, path: str, source: str):
    assert list(rule(Module(path, source))) == []


def test_every_rule_has_a_planted_violation():
    assert set(PLANTED) == {*IN_PACKAGES, *EVERYWHERE}


def strangers(names: set[str], ignored: list[str]) -> set[str]:
    known = TOP | {".git"}
    return {n for n in names - known if not any(fnmatch.fnmatch(n, p) for p in ignored)}


def test_the_top_level_is_the_customers():
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    ignored = [line.strip("/") for line in lines if line and not line.startswith("#")]
    names = {path.name for path in ROOT.iterdir()}
    assert strangers(names, ignored) == set()
    assert {*architecture.PACKAGES, "tests", "build", "README.md"} <= names


def test_a_stranger_at_the_top_level_is_found():
    assert strangers({"ui", "Makefile", ".venv", "x.pyc"}, [".venv", "*.pyc"]) == {"Makefile"}


def test_build_is_no_package():
    # It would hide the packaging tool of that name.
    assert not (ROOT / "build" / "__init__.py").exists()


def test_build_is_not_ignored():
    assert "build" not in (ROOT / ".gitignore").read_text("utf-8")


def test_the_wheel_takes_the_four_packages_and_their_compiled_catalogues():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["packages"]) == set(architecture.PACKAGES)
    assert {"*.mo", "*.qm"} <= set(wheel["artifacts"])


def test_readme_names_every_room():
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "surveyapp").glob("*/__init__.py")}
    assert {room for room in rooms if f"`{room}/`" not in readme} == set()


def test_readme_gives_a_reason_for_every_library():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {text.split(">")[0].split("=")[0].split("[")[0] for text in wanted}
    readme = (ROOT / "README.md").read_text("utf-8").lower()
    assert {library for library in names if library.lower() not in readme} == set()
