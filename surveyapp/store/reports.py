"""Reports as they were published: the bytes themselves, so that nothing changes afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveyapp.store.database import Database

_COLUMNS = "report_id, run_id, kind, language, made_at, hash, name"


@dataclass(frozen=True)
class Report:
    """A report or evidence bundle made from an estimates run."""

    report_id: str
    run_id: str
    kind: str
    """``report`` (HTML) or ``evidence`` (ZIP)."""
    language: str
    made_at: str
    hash: bytes
    name: str
    body: bytes = field(default=b"", repr=False)


def write_report(store: Database, report: Report) -> None:
    """Keep a report."""
    store.execute(
        "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.report_id,
            report.run_id,
            report.kind,
            report.language,
            report.made_at,
            report.hash,
            report.name,
            report.body,
        ),
    )


def read_reports(store: Database) -> list[Report]:
    """Reports without their bytes, the newest first."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM report ORDER BY made_at DESC, rowid DESC")
    return [Report(*row) for row in rows]


def read_report(store: Database, report_id: str) -> Report | None:
    """One report with its bytes."""
    row = store.row(f"SELECT {_COLUMNS}, body FROM report WHERE report_id = ?", (report_id,))
    return Report(*row) if row else None
