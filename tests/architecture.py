"""The rules of the house, each a function over parsed modules that yields what breaks it.

A module is its path and its syntax tree, so that a rule can be proven on source that exists only
in a test. ``test_architecture.py`` applies the rules to the project and plants the violations.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

PACKAGES = ("weights", "questionnaires", "surveyapp", "ui")
MAY_IMPORT = {
    "weights": set[str](),
    "questionnaires": set[str](),
    "surveyapp": {"weights", "questionnaires"},
    "ui": {"surveyapp", "questionnaires"},
}
QT = {"PySide6", "shiboken6", "qtawesome", "pytestqt"}
DATABASES = {"sqlite3", "sqlcipher3", "sqlite_utils"}
HEAVY = {"pandas", "scipy", "statsmodels", "matplotlib", "openpyxl", "sqlite_utils"}
ROAD = (
    "population",
    "sampling",
    "fieldwork",
    "exchange",
    "sales",
    "analysis",
    "publication",
)
ABOVE_THE_ROAD = ("templates", "demo", "demonstration", "selfcheck", "updates", "cli", "__main__")
"""What walks the whole road and may therefore import every room."""
LONGEST = 600
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s"
    r"|(CREATE|DROP|ALTER)\s+(UNIQUE\s+|TEMP\s+)?(TABLE|INDEX|VIEW|TRIGGER)\s|PRAGMA\s+\w+)",
    re.DOTALL,
)
EXECUTES = {"execute", "executemany", "executescript"}


@dataclass(frozen=True)
class Module:
    """One source file, by its path from the top of the project."""

    path: str
    source: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).with_suffix("").parts

    @property
    def package(self) -> str:
        return self.parts[0]


@dataclass(frozen=True)
class Import:
    """A dotted name that a module imports, and whether importing the module already does so."""

    name: str
    line: int
    at_once: bool

    @property
    def top(self) -> str:
        return self.name.split(".")[0]


def imports(module: Module) -> Iterator[Import]:
    """Everything a module imports, at any depth; ``from a import b`` counts as ``a.b``."""
    yield from _imports_below(module.tree, at_once=True)


def _imports_below(node: ast.AST, at_once: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, at_once)
        elif isinstance(child, ast.ImportFrom):
            for alias in child.names:
                yield Import(f"{child.module or ''}.{alias.name}", child.lineno, at_once)
        else:
            later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports_below(child, at_once and not later and not _for_types_only(child))


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def arrows(module: Module) -> Iterator[str]:
    """A package imports only the packages below it; nothing imports ``ui``, tests or build."""
    if module.package not in MAY_IMPORT:
        return
    allowed = MAY_IMPORT[module.package] | {module.package}
    for found in imports(module):
        if found.top in {*PACKAGES, "tests", "build"} - allowed:
            yield f"{module.path}:{found.line} imports {found.name}"


def rooms(module: Module) -> Iterator[str]:
    """A room imports no room after it; what stands below the road imports none at all."""
    if module.package != "surveyapp":
        return
    own = module.parts[1]
    if own in ABOVE_THE_ROAD:
        return
    reach = ROAD.index(own) if own in ROAD else -1
    forbidden = {*ROAD[reach + 1 :], *ABOVE_THE_ROAD}
    for found in imports(module):
        parts = found.name.split(".")
        if parts[0] == "surveyapp" and len(parts) > 1 and parts[1] in forbidden - {own}:
            yield f"{module.path}:{found.line} imports {found.name}, which stands after it"


def qt_stays_in_the_window(module: Module) -> Iterator[str]:
    """Only ``ui`` imports Qt."""
    for found in imports(module):
        if module.package != "ui" and found.top in QT:
            yield f"{module.path}:{found.line} imports {found.name}"


def sql_stays_in_the_store(module: Module) -> Iterator[str]:
    """Only ``surveyapp/store`` imports a database, holds SQL or executes any."""
    if module.parts[:2] == ("surveyapp", "store"):
        return
    for found in imports(module):
        if found.top in DATABASES:
            yield f"{module.path}:{found.line} imports {found.name}"
    tree = module.tree
    documentation = set(_docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node not in documentation and SQL.search(node.value):
                yield f"{module.path}:{node.lineno} holds SQL"
        elif isinstance(node, ast.Attribute) and node.attr in EXECUTES:
            yield f"{module.path}:{node.lineno} uses {node.attr}"


def files_are_written_whole(module: Module) -> Iterator[str]:
    """What the program writes for people goes through ``surveyapp/files``: whole or not at all."""
    if module.parts == ("surveyapp", "files") or module.package == "questionnaires":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in ("write_bytes", "write_text"):
            yield f"{module.path}:{node.lineno} uses {node.attr}"
        elif isinstance(node, ast.Call) and any(map(_writes, _modes(node))):
            yield f"{module.path}:{node.lineno} opens a file for writing"


def _modes(call: ast.Call) -> Iterable[ast.expr]:
    """The argument that says how a call opens a file: of ``open`` the second, of a path's first."""
    if isinstance(call.func, ast.Name) and call.func.id == "open":
        return call.args[1:2]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "open":
        return call.args[:1]
    return ()


def _writes(argument: ast.expr) -> bool:
    value = argument.value if isinstance(argument, ast.Constant) else None
    return isinstance(value, str) and value[:1] in ("w", "x", "a")


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def heavy_modules_wait(module: Module) -> Iterator[str]:
    """What costs a second to import is imported when first needed (``weights`` may use pandas)."""
    waiting = HEAVY - {"pandas"} if module.package == "weights" else HEAVY
    for found in imports(module):
        if found.at_once and found.top in waiting:
            yield f"{module.path}:{found.line} imports {found.name} at once"


def has_docstring(module: Module) -> Iterator[str]:
    """Every module says what it is for."""
    if not ast.get_docstring(module.tree):
        yield f"{module.path} has no docstring"


def is_short(module: Module) -> Iterator[str]:
    """No module is so long that nobody reads it."""
    lines = module.source.count("\n")
    if lines >= LONGEST:
        yield f"{module.path} has {lines} lines"


def imports_are_absolute(module: Module) -> Iterator[str]:
    """``ui`` and ``weights`` are common names: only an absolute import says which is meant."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{module.path}:{node.lineno} imports relatively"
