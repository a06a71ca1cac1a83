"""Settings and secrets of a survey: name to JSON value, name to bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from surveyapp.store.database import Database


def read_setting(store: Database, name: str, default: Any = None) -> Any:
    """The value of a setting, or the default."""
    text = store.value("SELECT value FROM setting WHERE name = ?", (name,))
    return default if text is None else json.loads(text)


def read_settings(store: Database) -> dict[str, Any]:
    """Every setting by name."""
    rows = store.rows("SELECT name, value FROM setting ORDER BY name")
    return {row["name"]: json.loads(row["value"]) for row in rows}


def write_settings(store: Database, values: Mapping[str, Any]) -> None:
    """Write settings, all or none."""
    store.execute_many(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [
            (name, json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False))
            for name, value in values.items()
        ],
    )


def read_secret(store: Database, name: str) -> bytes | None:
    """A private key or the like, or ``None``."""
    return store.value("SELECT value FROM secret WHERE name = ?", (name,))


def write_secret(store: Database, name: str, value: bytes) -> None:
    """Keep a private key or the like."""
    store.execute(
        "INSERT INTO secret (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def forget_secret(store: Database, name: str) -> None:
    """Remove a secret; ``secure_delete`` overwrites it."""
    store.execute("DELETE FROM secret WHERE name = ?", (name,))
