"""Sales batches, sales and the catalogue of classes as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

from surveyapp.store.database import Database, Row


@dataclass(frozen=True)
class CatalogueClass:
    """A class of goods: up to which grade it counts as saving; 0 where that is not known.

    ``family`` is ``appliance`` or ``water``; ``status`` says whether the threshold was seen in a
    source or only recalled.
    """

    family: str
    name: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...]
    standard: str
    grades: int
    saving_up_to: int
    status: str
    source: str


@dataclass(frozen=True)
class SalesBatch:
    """One file read: what it was, how its columns were read, what was kept and why not."""

    batch_id: str
    wave: str
    name: str
    file_hash: str
    mapping: Mapping[str, str]
    imported_at: str
    operator_id: str
    rows_read: int
    rows_kept: int
    scope: str
    """``all`` (every sale of the stores), ``subsidised`` (trade-in files) or ``unknown``."""
    diagnostics: Mapping[str, int]
    synthetic: bool


@dataclass(frozen=True)
class Sale:
    """One netted sale line. ``grade`` is ``1`` … ``5`` or ``none``; ``value`` in yuan."""

    row: int
    product_class: str
    brand: str
    model: str
    grade: str
    units: float
    value: float
    sold_on: str
    channel: str
    outlet: str
    district: str
    serial_hash: str = field(default="", repr=False)


def write_classes(store: Database, classes: Iterable[CatalogueClass]) -> int:
    """Write classes of the catalogue, replacing those of the same name."""
    return store.execute_many(
        "INSERT OR REPLACE INTO catalogue_class VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.family,
                one.name,
                _json({**one.labels, "aliases": list(one.aliases)}),
                one.standard,
                one.grades,
                one.saving_up_to,
                one.status,
                one.source,
            )
            for one in classes
        ],
    )


def read_classes(store: Database, family: str) -> list[CatalogueClass]:
    """The classes of a family."""
    rows = store.rows("SELECT * FROM catalogue_class WHERE family = ? ORDER BY class", (family,))
    return [_class(row) for row in rows]


def write_batch(store: Database, batch: SalesBatch, sales: Iterable[Sale]) -> None:
    """Add a batch with its sales, whole or not at all."""
    with store.transaction():
        store.execute(
            "INSERT INTO sales_batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                batch.batch_id,
                batch.wave,
                batch.name,
                batch.file_hash,
                _json(batch.mapping),
                batch.imported_at,
                batch.operator_id,
                batch.rows_read,
                batch.rows_kept,
                batch.scope,
                _json(batch.diagnostics),
                int(batch.synthetic),
            ),
        )
        store.execute_many(
            "INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(batch.batch_id, *astuple(sale)) for sale in sales],
        )


def read_batches(store: Database, wave: str = "") -> list[SalesBatch]:
    """Batches of a wave, or all, in the order read."""
    rows = store.rows(
        "SELECT * FROM sales_batch WHERE ? = '' OR wave = ? ORDER BY imported_at, rowid",
        (wave, wave),
    )
    return [_batch(row) for row in rows]


def remove_batch(store: Database, batch_id: str) -> None:
    """Remove a batch and its sales."""
    store.execute("DELETE FROM sales_batch WHERE batch_id = ?", (batch_id,))


def read_sales(store: Database, wave: str) -> list[Sale]:
    """Every sale of a wave."""
    rows = store.rows(
        "SELECT s.row, s.class, s.brand, s.model, s.grade, s.units, s.value, s.sold_on,"
        " s.channel, s.outlet, s.district, s.serial_hash"
        " FROM sale s JOIN sales_batch b USING (batch_id) WHERE b.wave = ?"
        " ORDER BY b.imported_at, s.batch_id, s.row",
        (wave,),
    )
    return [Sale(*row) for row in rows]


def read_serials(store: Database, wave: str) -> set[str]:
    """Hashes of the serial numbers already counted in a wave."""
    rows = store.rows(
        "SELECT serial_hash FROM sale JOIN sales_batch USING (batch_id)"
        " WHERE wave = ? AND serial_hash <> ''",
        (wave,),
    )
    return {row[0] for row in rows}


def _class(row: Row) -> CatalogueClass:
    labels: dict[str, Any] = json.loads(row["labels"])
    aliases = tuple(labels.pop("aliases", ()))
    return CatalogueClass(
        row["family"],
        row["class"],
        labels,
        aliases,
        row["standard"],
        row["grades"],
        row["saving_up_to"],
        row["status"],
        row["source"],
    )


def _batch(row: Row) -> SalesBatch:
    plain = dict(zip(row.keys(), tuple(row), strict=True))
    plain["mapping"] = json.loads(plain["mapping"])
    plain["diagnostics"] = json.loads(plain["diagnostics"])
    plain["synthetic"] = bool(plain["synthetic"])
    return SalesBatch(**plain)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
