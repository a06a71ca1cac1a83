"""The schema as an append-only list of named migrations.

A migration holds literal SQL and nothing of the program's records or constants: what was once
shipped is never edited. The names are recorded by sqlite-utils in ``_sqlite_migrations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

NAMES = ("m0001_initial", "m0002_attachments")
"""Every migration in order; a file that knows a name we do not know is newer than we are."""

_M0001 = """
-- The survey itself: name to JSON value.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Private keys and the like: never exported, never shown. In an encrypted file they are encrypted.
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE operator (
  operator_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, office TEXT NOT NULL,
  sign_public BLOB, created_at TEXT NOT NULL, retired_at TEXT) STRICT;

-- Everything done to the survey, each entry chained to the one before.
CREATE TABLE journal (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, operator_id TEXT NOT NULL, device_id BLOB NOT NULL,
  action TEXT NOT NULL, detail TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;

-- Population.
CREATE TABLE margin (
  district TEXT NOT NULL, universe TEXT NOT NULL, variable TEXT NOT NULL, category TEXT NOT NULL,
  value REAL NOT NULL, unit TEXT NOT NULL, year INTEGER NOT NULL, source TEXT NOT NULL,
  step_id TEXT, PRIMARY KEY (district, universe, variable, category, year)) STRICT;
CREATE TABLE margin_step (
  step_id TEXT PRIMARY KEY, made_at TEXT NOT NULL, operator_id TEXT NOT NULL,
  rules TEXT NOT NULL, diagnostics TEXT NOT NULL) STRICT;

-- Questionnaires are named by their content hash; a published one never changes.
CREATE TABLE questionnaire (
  hash TEXT PRIMARY KEY, form_id TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
  body TEXT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL, published_at TEXT,
  based_on TEXT) STRICT;
CREATE TABLE method (
  hash TEXT PRIMARY KEY, kind TEXT NOT NULL, form_id TEXT NOT NULL, body TEXT NOT NULL,
  state TEXT NOT NULL, made_at TEXT NOT NULL, frozen_at TEXT, replaces TEXT) STRICT;

-- Sampling: plans, frames of units by level, draws.
CREATE TABLE plan (
  plan_id TEXT PRIMARY KEY, wave TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  state TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
CREATE TABLE frame (
  frame_id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, source TEXT NOT NULL,
  legal_basis TEXT NOT NULL, synthetic INTEGER NOT NULL, imported_at TEXT NOT NULL,
  file_hash TEXT) STRICT;
CREATE TABLE unit (
  unit_id TEXT PRIMARY KEY, frame_id TEXT NOT NULL REFERENCES frame, level TEXT NOT NULL,
  parent_id TEXT, district TEXT NOT NULL, stratum TEXT NOT NULL, size REAL NOT NULL,
  position INTEGER NOT NULL, attributes TEXT NOT NULL) STRICT;
CREATE INDEX unit_by_parent ON unit (parent_id);
CREATE INDEX unit_by_frame ON unit (frame_id, position);
CREATE TABLE contact (
  unit_id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, telephone TEXT NOT NULL,
  note TEXT NOT NULL) STRICT;
CREATE TABLE draw (
  draw_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan, stage INTEGER NOT NULL,
  method TEXT NOT NULL, seed TEXT NOT NULL, made_at TEXT NOT NULL, frame_hash TEXT NOT NULL,
  operator_id TEXT NOT NULL) STRICT;
CREATE TABLE selection (
  draw_id TEXT NOT NULL REFERENCES draw, unit_id TEXT NOT NULL, probability REAL NOT NULL,
  stratum TEXT NOT NULL, stage INTEGER NOT NULL, position INTEGER NOT NULL,
  population INTEGER NOT NULL, purpose TEXT NOT NULL,
  PRIMARY KEY (draw_id, unit_id)) STRICT, WITHOUT ROWID;
CREATE TABLE quota_cell (
  cell_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan, kind TEXT NOT NULL,
  district TEXT NOT NULL, definition TEXT NOT NULL, target INTEGER NOT NULL) STRICT;
CREATE TABLE quota_share (
  cell_id TEXT NOT NULL, device_id BLOB NOT NULL, share INTEGER NOT NULL,
  reserve INTEGER NOT NULL, released INTEGER NOT NULL, changed_at TEXT NOT NULL,
  PRIMARY KEY (cell_id, device_id)) STRICT, WITHOUT ROWID;
CREATE TABLE assignment (
  assignment_id TEXT PRIMARY KEY, unit_id TEXT NOT NULL, device_id BLOB NOT NULL,
  surveyor TEXT NOT NULL, form_id TEXT NOT NULL, iid TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
  issued_at TEXT NOT NULL, issued_in TEXT, body TEXT NOT NULL) STRICT;
CREATE INDEX assignment_by_device ON assignment (device_id, state);

-- Field work on a laptop: drafts, events (paradata), visits.
CREATE TABLE draft (
  iid TEXT PRIMARY KEY, unit_id TEXT NOT NULL, form_id TEXT NOT NULL,
  questionnaire TEXT NOT NULL REFERENCES questionnaire, surveyor TEXT NOT NULL, mode TEXT NOT NULL,
  language TEXT NOT NULL, name TEXT NOT NULL, position TEXT NOT NULL, seed INTEGER NOT NULL,
  practice INTEGER NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
  touched_at TEXT NOT NULL) STRICT;
CREATE TABLE draft_answer (
  iid TEXT NOT NULL REFERENCES draft ON DELETE CASCADE, path TEXT NOT NULL, value TEXT NOT NULL,
  at INTEGER NOT NULL, PRIMARY KEY (iid, path)) STRICT, WITHOUT ROWID;
CREATE TABLE answer_event (
  number INTEGER PRIMARY KEY, iid TEXT NOT NULL REFERENCES draft ON DELETE CASCADE,
  path TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE INDEX answer_event_by_interview ON answer_event (iid);
CREATE TABLE visit (
  visit_id TEXT PRIMARY KEY, iid TEXT NOT NULL, unit_id TEXT NOT NULL, number INTEGER NOT NULL,
  surveyor TEXT NOT NULL, device_id BLOB NOT NULL, at TEXT NOT NULL, mode TEXT NOT NULL,
  result TEXT NOT NULL, appointment TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX visit_by_interview ON visit (iid, number);

-- The append-only log. rev_id = H(header, H(salt1, closed), H(salt2, free)); each salt lies in its
-- leaf, so that a leaf can be destroyed and the chain still verifies. A sealed revision carries
-- its leaves only as age ciphertext to the offices.
CREATE TABLE revision (
  rev_id BLOB PRIMARY KEY, iid TEXT NOT NULL, device_id BLOB NOT NULL, epoch INTEGER NOT NULL,
  device_seq INTEGER NOT NULL, hlc INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
  questionnaire TEXT NOT NULL, chain_previous BLOB NOT NULL, header TEXT NOT NULL,
  closed_hash BLOB NOT NULL, free_hash BLOB NOT NULL, closed BLOB, free BLOB, sealed BLOB,
  withdrawn INTEGER NOT NULL DEFAULT 0, arrived_in BLOB, arrived_at TEXT NOT NULL) STRICT;
CREATE INDEX revision_by_device ON revision (device_id, epoch, device_seq);
CREATE INDEX revision_by_interview ON revision (iid);
CREATE TABLE revision_parent (
  rev_id BLOB NOT NULL, parent_id BLOB NOT NULL,
  PRIMARY KEY (rev_id, parent_id)) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_parent ON revision_parent (parent_id);

-- What the log says now; can be rebuilt from it.
CREATE TABLE interview (
  iid TEXT PRIMARY KEY, unit_id TEXT NOT NULL, device_id BLOB NOT NULL, form_id TEXT NOT NULL,
  questionnaire TEXT NOT NULL, wave TEXT NOT NULL, surveyor TEXT NOT NULL, mode TEXT NOT NULL,
  status TEXT NOT NULL, disposition TEXT NOT NULL, heads INTEGER NOT NULL, head BLOB NOT NULL,
  visits INTEGER NOT NULL, started_at TEXT NOT NULL, finished_at TEXT NOT NULL,
  received_at TEXT NOT NULL) STRICT;
CREATE INDEX interview_by_unit ON interview (unit_id);
CREATE TABLE conflict (
  iid TEXT PRIMARY KEY, opened_at TEXT NOT NULL, resolved_at TEXT, resolved_by BLOB,
  operator_id TEXT, reason TEXT) STRICT;
CREATE TABLE withdrawal (
  iid TEXT PRIMARY KEY, code_hash BLOB NOT NULL, asked_at TEXT NOT NULL, rev_id BLOB,
  done_at TEXT) STRICT;
CREATE TABLE withdrawal_code (
  iid TEXT PRIMARY KEY, code_hash BLOB NOT NULL) STRICT;
CREATE TABLE attachment (
  hash BLOB PRIMARY KEY, iid TEXT NOT NULL, path TEXT NOT NULL, media_type TEXT NOT NULL,
  size INTEGER NOT NULL, sealed BLOB, state TEXT NOT NULL, added_at TEXT NOT NULL) STRICT;

-- Exchange.
CREATE TABLE device (
  device_id BLOB PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, office TEXT NOT NULL,
  epoch INTEGER NOT NULL, sign_public BLOB NOT NULL, seal_recipient TEXT NOT NULL,
  fingerprint TEXT NOT NULL, is_self INTEGER NOT NULL, enrolled_at TEXT NOT NULL,
  revoked_after INTEGER, revoked_at TEXT, app_version TEXT NOT NULL) STRICT;
CREATE TABLE key (
  kid TEXT PRIMARY KEY, holder TEXT NOT NULL, kind TEXT NOT NULL, public TEXT NOT NULL,
  valid_from TEXT NOT NULL, revoked_at TEXT, list_number INTEGER NOT NULL,
  signature BLOB) STRICT;
CREATE TABLE package (
  sha BLOB PRIMARY KEY, direction TEXT NOT NULL, kind TEXT NOT NULL, device_id BLOB NOT NULL,
  epoch INTEGER NOT NULL, number INTEGER NOT NULL, first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL, previous BLOB NOT NULL, header TEXT NOT NULL, signature BLOB NOT NULL,
  cipher_hash BLOB NOT NULL, ciphertext BLOB, name TEXT NOT NULL, size INTEGER NOT NULL,
  at TEXT NOT NULL, state TEXT NOT NULL, summary TEXT NOT NULL) STRICT;
CREATE INDEX package_by_device ON package (device_id, epoch, number);
CREATE TABLE package_revision (
  sha BLOB NOT NULL, position INTEGER NOT NULL, rev_id BLOB NOT NULL,
  PRIMARY KEY (sha, position)) STRICT, WITHOUT ROWID;
CREATE TABLE cursor (
  device_id BLOB NOT NULL, epoch INTEGER NOT NULL, contiguous INTEGER NOT NULL,
  highest INTEGER NOT NULL, head BLOB NOT NULL, PRIMARY KEY (device_id, epoch))
  STRICT, WITHOUT ROWID;
CREATE TABLE receipt (
  receipt_id BLOB PRIMARY KEY, device_id BLOB NOT NULL, number INTEGER NOT NULL,
  body TEXT NOT NULL, signature BLOB NOT NULL, made_at TEXT NOT NULL,
  direction TEXT NOT NULL) STRICT;
CREATE TABLE confirmation (
  device_id BLOB NOT NULL, epoch INTEGER NOT NULL, up_to INTEGER NOT NULL, head BLOB NOT NULL,
  receipt_id BLOB NOT NULL, at TEXT NOT NULL, PRIMARY KEY (device_id, epoch))
  STRICT, WITHOUT ROWID;
CREATE TABLE fork (
  device_id BLOB NOT NULL, epoch INTEGER NOT NULL, device_seq INTEGER NOT NULL,
  rev_ids TEXT NOT NULL, noticed_at TEXT NOT NULL, settled_at TEXT, settled_by TEXT,
  PRIMARY KEY (device_id, epoch, device_seq)) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
  sha BLOB PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, parameters TEXT NOT NULL,
  bytes BLOB NOT NULL, at TEXT NOT NULL, released_at TEXT) STRICT;

-- Retail.
CREATE TABLE sales_batch (
  batch_id TEXT PRIMARY KEY, wave TEXT NOT NULL, name TEXT NOT NULL, file_hash TEXT NOT NULL,
  mapping TEXT NOT NULL, imported_at TEXT NOT NULL, operator_id TEXT NOT NULL,
  rows_read INTEGER NOT NULL, rows_kept INTEGER NOT NULL, scope TEXT NOT NULL,
  diagnostics TEXT NOT NULL, synthetic INTEGER NOT NULL) STRICT;
CREATE TABLE sale (
  batch_id TEXT NOT NULL REFERENCES sales_batch ON DELETE CASCADE, row INTEGER NOT NULL,
  class TEXT NOT NULL, brand TEXT NOT NULL, model TEXT NOT NULL, grade TEXT NOT NULL,
  units REAL NOT NULL, value REAL NOT NULL, sold_on TEXT NOT NULL, channel TEXT NOT NULL,
  outlet TEXT NOT NULL, district TEXT NOT NULL, serial_hash TEXT NOT NULL,
  PRIMARY KEY (batch_id, row)) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue_class (
  family TEXT NOT NULL, class TEXT NOT NULL, labels TEXT NOT NULL, standard TEXT NOT NULL,
  grades INTEGER NOT NULL, saving_up_to INTEGER NOT NULL, status TEXT NOT NULL,
  source TEXT NOT NULL, PRIMARY KEY (family, class)) STRICT, WITHOUT ROWID;

-- Analysis: recipes, runs, weights, estimates.
CREATE TABLE recipe (
  hash TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
CREATE TABLE run (
  run_id TEXT PRIMARY KEY, kind TEXT NOT NULL, wave TEXT NOT NULL, recipe TEXT NOT NULL,
  inputs TEXT NOT NULL, made_at TEXT NOT NULL, operator_id TEXT NOT NULL,
  app_version TEXT NOT NULL, diagnostics TEXT NOT NULL, based_on TEXT) STRICT;
CREATE TABLE weight (
  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE, iid TEXT NOT NULL, base REAL NOT NULL,
  final REAL NOT NULL, stratum TEXT NOT NULL, psu TEXT NOT NULL, status TEXT NOT NULL,
  PRIMARY KEY (run_id, iid)) STRICT, WITHOUT ROWID;
CREATE TABLE estimate (
  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE, position INTEGER NOT NULL,
  indicator TEXT NOT NULL, domain_variable TEXT NOT NULL, domain TEXT NOT NULL,
  reading TEXT NOT NULL, estimate REAL, se REAL, low REAL, high REAL, n INTEGER NOT NULL,
  target REAL, verdict TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (run_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE quality_flag (
  check_key TEXT NOT NULL, iid TEXT NOT NULL, severity TEXT NOT NULL, detail TEXT NOT NULL,
  found_at TEXT NOT NULL, decision TEXT NOT NULL, decided_by TEXT, decided_at TEXT,
  PRIMARY KEY (check_key, iid)) STRICT, WITHOUT ROWID;
CREATE TABLE report (
  report_id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES run, kind TEXT NOT NULL,
  language TEXT NOT NULL, made_at TEXT NOT NULL, hash BLOB NOT NULL, name TEXT NOT NULL,
  body BLOB NOT NULL) STRICT;
"""

_M0002 = """
-- Photos of an interview in progress, as they were attached; sealed when it is finished.
CREATE TABLE draft_attachment (
  hash BLOB NOT NULL, iid TEXT NOT NULL REFERENCES draft ON DELETE CASCADE, path TEXT NOT NULL,
  name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL,
  thumbnail BLOB NOT NULL, added_at TEXT NOT NULL, PRIMARY KEY (iid, path, hash)) STRICT;

-- A paper form keyed once, waiting for the second keying; goes when the two are settled.
CREATE TABLE keying (
  iid TEXT PRIMARY KEY, unit_id TEXT NOT NULL, questionnaire TEXT NOT NULL,
  surveyor TEXT NOT NULL, answers TEXT NOT NULL, counts TEXT NOT NULL, selection TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;

-- How many interviews of a quota cell were completed here: what is finished is sealed, and can
-- no longer be counted.
CREATE TABLE quota_done (
  cell_id TEXT PRIMARY KEY, done INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


def migration_set() -> Migrations:
    """The migrations in sqlite-utils' form; loads sqlite-utils, so not before it is needed."""
    from sqlite_utils import Migrations

    migrations = Migrations("surveyapp")

    @migrations()
    def m0001_initial(db: Database) -> None:
        for statement in split_statements(_M0001):
            db.conn.execute(statement)

    @migrations()
    def m0002_attachments(db: Database) -> None:
        for statement in split_statements(_M0002):
            db.conn.execute(statement)

    assert (m0001_initial.__name__, m0002_attachments.__name__) == NAMES
    return migrations


def split_statements(script: str) -> list[str]:
    """Statements of a script one by one: ``executescript`` would commit the transaction."""
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
