"""Population margins and the steps that made them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from surveyapp.store.database import Database


@dataclass(frozen=True)
class Margin:
    """How many of a universe in a district fall into a category, with where the figure is from."""

    district: str
    universe: str
    variable: str
    category: str
    value: float
    unit: str
    year: int
    source: str
    step_id: str | None = None


@dataclass(frozen=True)
class MarginStep:
    """A recorded step from published to harmonised margins."""

    step_id: str
    made_at: str
    operator_id: str
    rules: Mapping[str, Any]
    diagnostics: Mapping[str, Any]


def write_margins(store: Database, margins: Iterable[Margin]) -> int:
    """Write margins, replacing those of the same district, universe, variable and year."""
    return store.execute_many(
        "INSERT OR REPLACE INTO margin (district, universe, variable, category, value, unit, year,"
        " source, step_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [astuple(margin) for margin in margins],
    )


def forget_margins(store: Database, universe: str) -> None:
    """Remove the margins of a universe, before they are made anew."""
    store.execute("DELETE FROM margin WHERE universe = ?", (universe,))


def read_margins(store: Database, universe: str = "", variable: str = "") -> list[Margin]:
    """Margins of a universe and variable, or of all where empty, in the order written."""
    rows = store.rows(
        "SELECT district, universe, variable, category, value, unit, year, source, step_id"
        " FROM margin WHERE (? = '' OR universe = ?) AND (? = '' OR variable = ?) ORDER BY rowid",
        (universe, universe, variable, variable),
    )
    return [Margin(*row) for row in rows]


def write_step(store: Database, step: MarginStep) -> None:
    """Record how harmonised margins were made."""
    store.execute(
        "INSERT INTO margin_step VALUES (?, ?, ?, ?, ?)",
        (
            step.step_id,
            step.made_at,
            step.operator_id,
            json.dumps(step.rules, ensure_ascii=False, sort_keys=True),
            json.dumps(step.diagnostics, ensure_ascii=False, sort_keys=True),
        ),
    )


def read_steps(store: Database) -> list[MarginStep]:
    """Every recorded step, the newest first."""
    rows = store.rows("SELECT * FROM margin_step ORDER BY made_at DESC, rowid DESC")
    return [
        MarginStep(
            row["step_id"],
            row["made_at"],
            row["operator_id"],
            json.loads(row["rules"]),
            json.loads(row["diagnostics"]),
        )
        for row in rows
    ]
