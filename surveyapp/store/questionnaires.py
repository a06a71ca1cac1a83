"""Questionnaires and method objects, both named by content hash and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.model import Questionnaire
from surveyapp.store.database import Database

MADE, PUBLISHED = "draft", "published"
CURRENT, REPLACED = "current", "replaced"


@dataclass(frozen=True)
class QuestionnaireRow:
    """A version of a questionnaire; ``published_at`` is ``None`` while it is a draft."""

    hash: str
    form_id: str
    version: str
    title: str
    state: str
    made_at: str
    published_at: str | None
    based_on: str | None


@dataclass(frozen=True)
class MethodRow:
    """An indicator set or the checks of a form; frozen by the first interview."""

    hash: str
    kind: str
    form_id: str
    body: str
    state: str
    made_at: str
    frozen_at: str | None
    replaces: str | None


_COLUMNS = "hash, form_id, version, title, state, made_at, published_at, based_on"


def add_questionnaire(
    store: Database,
    questionnaire: Questionnaire,
    at: str,
    *,
    state: str = MADE,
    based_on: str | None = None,
) -> str:
    """Keep a version and give its hash; the same again changes nothing."""
    body = questionnaire.to_json()
    digest = questionnaire.content_hash
    store.execute(
        "INSERT OR IGNORE INTO questionnaire VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            digest,
            questionnaire.form_id,
            questionnaire.version,
            questionnaire.title,
            body,
            state,
            at,
            at if state == PUBLISHED else None,
            based_on,
        ),
    )
    return digest


def mark_published(store: Database, digest: str, at: str) -> None:
    """Note that a version is published."""
    store.execute(
        "UPDATE questionnaire SET state = ?, published_at = ? WHERE hash = ? AND state = ?",
        (PUBLISHED, at, digest, MADE),
    )


def forget_questionnaire(store: Database, digest: str) -> bool:
    """Remove a version that was never published; whether there was one."""
    done = store.execute("DELETE FROM questionnaire WHERE hash = ? AND state = ?", (digest, MADE))
    return done.rowcount > 0


def count_begun(store: Database, digest: str) -> int:
    """How many interviews were begun with a version, finished or not; practice is not counted."""
    found = store.value(
        "SELECT count(*) FROM (SELECT iid FROM interview WHERE questionnaire = ?"
        " UNION SELECT iid FROM draft WHERE questionnaire = ? AND practice = 0)",
        (digest, digest),
    )
    return int(found or 0)


def read_questionnaires(store: Database, form_id: str = "") -> list[QuestionnaireRow]:
    """Versions of a form or all, the newest first."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM questionnaire WHERE ? = '' OR form_id = ?"
        " ORDER BY coalesce(published_at, made_at) DESC, rowid DESC",
        (form_id, form_id),
    )
    return [QuestionnaireRow(*row) for row in rows]


def read_questionnaire_row(store: Database, digest: str) -> QuestionnaireRow | None:
    """What is known of a version besides its content."""
    row = store.row(f"SELECT {_COLUMNS} FROM questionnaire WHERE hash = ?", (digest,))
    return QuestionnaireRow(*row) if row else None


def read_questionnaire(store: Database, digest: str) -> Questionnaire | None:
    """The content of a version, or ``None`` where it is not here."""
    body = store.value("SELECT body FROM questionnaire WHERE hash = ?", (digest,))
    return None if body is None else Questionnaire.from_json(body)


def add_method(store: Database, method: MethodRow) -> None:
    """Keep a method object as the current one of its kind and form."""
    with store.transaction():
        store.execute(
            "UPDATE method SET state = ? WHERE kind = ? AND form_id = ?",
            (REPLACED, method.kind, method.form_id),
        )
        store.execute(
            "INSERT INTO method VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (hash) DO UPDATE SET state = excluded.state",
            (
                method.hash,
                method.kind,
                method.form_id,
                method.body,
                method.state,
                method.made_at,
                method.frozen_at,
                method.replaces,
            ),
        )


def read_methods(store: Database, kind: str = "", form_id: str = "") -> list[MethodRow]:
    """Method objects of a kind and form, the current ones first, then the newest."""
    rows = store.rows(
        "SELECT * FROM method WHERE (? = '' OR kind = ?) AND (? = '' OR form_id = ?)"
        " ORDER BY state = 'current' DESC, made_at DESC, rowid DESC",
        (kind, kind, form_id, form_id),
    )
    return [MethodRow(*row) for row in rows]


def freeze_methods(store: Database, form_ids: Iterable[str], at: str) -> None:
    """Note for current method objects that interviewing has begun."""
    store.execute_many(
        "UPDATE method SET frozen_at = ? WHERE form_id = ? AND state = ? AND frozen_at IS NULL",
        [(at, form_id, CURRENT) for form_id in form_ids],
    )
