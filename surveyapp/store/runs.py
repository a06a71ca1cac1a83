"""Recipes, runs, weights and estimates as rows. A run is never changed once it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.store.database import Database, Row

_RUN = (
    "run_id, kind, wave, recipe, inputs, made_at, operator_id, app_version, diagnostics, based_on"
)


@dataclass(frozen=True)
class RunRow:
    """A run as stored. ``recipe`` is the hash of the recipe or of the indicator set."""

    run_id: str
    kind: str
    wave: str
    recipe: str
    inputs: Mapping[str, Any]
    made_at: str
    operator_id: str
    app_version: str
    diagnostics: Mapping[str, Any]
    based_on: str | None = None


@dataclass(frozen=True)
class CaseWeight:
    """The weight of one case; cases without an interview have a final weight of zero."""

    iid: str
    base: float
    final: float
    stratum: str
    psu: str
    status: str


@dataclass(frozen=True)
class FigureRow:
    """One estimate as stored; everything beyond the columns lies in ``body``."""

    position: int
    indicator: str
    domain_variable: str
    domain: str
    reading: str
    estimate: float | None
    se: float | None
    low: float | None
    high: float | None
    n: int
    target: float | None
    verdict: str
    body: Mapping[str, Any] = field(default_factory=dict[str, Any])


def write_recipe(store: Database, name: str, body: str, content_hash: str, at: str) -> None:
    """Keep a recipe under its hash; one that is there stays as it is."""
    store.execute(
        "INSERT OR IGNORE INTO recipe VALUES (?, ?, ?, ?)", (content_hash, name, body, at)
    )


def read_recipe(store: Database, content_hash: str) -> str | None:
    """The body of a recipe."""
    return store.value("SELECT body FROM recipe WHERE hash = ?", (content_hash,))


def write_run(store: Database, run: RunRow) -> None:
    """Record a run."""
    store.execute(
        f"INSERT INTO run ({_RUN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run.run_id,
            run.kind,
            run.wave,
            run.recipe,
            _json(run.inputs),
            run.made_at,
            run.operator_id,
            run.app_version,
            _json(run.diagnostics),
            run.based_on,
        ),
    )


def read_runs(store: Database, kind: str = "") -> list[RunRow]:
    """Runs of a kind, or all; the newest first."""
    rows = store.rows(
        f"SELECT {_RUN} FROM run WHERE ? = '' OR kind = ? ORDER BY made_at DESC, rowid DESC",
        (kind, kind),
    )
    return [_run(row) for row in rows]


def read_run(store: Database, run_id: str) -> RunRow | None:
    """One run."""
    row = store.row(f"SELECT {_RUN} FROM run WHERE run_id = ?", (run_id,))
    return _run(row) if row else None


def write_weights(store: Database, run_id: str, weights: Iterable[CaseWeight]) -> int:
    """Keep the weights of a run."""
    return store.execute_many(
        "INSERT INTO weight VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(run_id, w.iid, w.base, w.final, w.stratum, w.psu, w.status) for w in weights],
    )


def read_weights(store: Database, run_id: str) -> list[CaseWeight]:
    """The weights of a run, by interview."""
    rows = store.rows(
        "SELECT iid, base, final, stratum, psu, status FROM weight WHERE run_id = ? ORDER BY iid",
        (run_id,),
    )
    return [CaseWeight(*row) for row in rows]


def write_figures(store: Database, run_id: str, figures: Iterable[FigureRow]) -> int:
    """Keep the estimates of a run."""
    return store.execute_many(
        "INSERT INTO estimate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                run_id,
                f.position,
                f.indicator,
                f.domain_variable,
                f.domain,
                f.reading,
                f.estimate,
                f.se,
                f.low,
                f.high,
                f.n,
                f.target,
                f.verdict,
                _json(f.body),
            )
            for f in figures
        ],
    )


def read_figures(
    store: Database, run_id: str, indicator: str = "", domain_variable: str = ""
) -> list[FigureRow]:
    """Estimates of a run in their order; empty means all."""
    rows = store.rows(
        "SELECT position, indicator, domain_variable, domain, reading, estimate, se, low, high, n,"
        " target, verdict, body FROM estimate WHERE run_id = ? AND (? = '' OR indicator = ?)"
        " AND (? = '' OR domain_variable = ?) ORDER BY position",
        (run_id, indicator, indicator, domain_variable, domain_variable),
    )
    return [FigureRow(*tuple(row)[:12], body=json.loads(row["body"])) for row in rows]


def _run(row: Row) -> RunRow:
    return RunRow(
        row["run_id"],
        row["kind"],
        row["wave"],
        row["recipe"],
        json.loads(row["inputs"]),
        row["made_at"],
        row["operator_id"],
        row["app_version"],
        json.loads(row["diagnostics"]),
        row["based_on"],
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
