"""A day on a laptop through the real functions, told line by line; and what must be left of it.

Whoever runs the day writes down what is tried and what was acknowledged. After a kill, a power
loss or a refused write, ``Told.missing`` says what was acknowledged and is not there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyrage import x25519

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.backups import make_backup
from surveyapp.fieldwork.cases import VisitEntry, record_visit
from surveyapp.fieldwork.drafts import NewInterview, resume_interview, start_interview
from surveyapp.fieldwork.interviewing import OpenInterview
from surveyapp.sealing import open_leaves
from surveyapp.store.database import Database
from surveyapp.store.drafts import read_draft_answers, read_drafts
from surveyapp.store.journal import first_broken_entry
from surveyapp.store.keys import SEAL, PublicKey, write_public_key
from surveyapp.store.revisions import find_damage, read_revisions
from surveyapp.store.visits import read_visits
from surveyapp.survey import Survey
from tests.surveyapp.fieldwork.short_survey import FORM, make_laptop

PASSPHRASE = "演示 2026"
Say = Callable[[str], None]


def make_day_file(path: Path) -> str:
    """An encrypted laptop file with assignments, a form and the office's key, which is returned.

    Finished interviews are sealed to that key, and the file opens with it as well.
    """
    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    with make_laptop(path, passphrase=PASSPHRASE, recipients={"office": recipient}) as survey:
        key = PublicKey("k1", "office", SEAL, recipient, survey.clock.iso(), None, 1)
        write_public_key(survey.store, key)
    return str(identity)


@dataclass
class Day:
    """Works on an open survey and tells. With ``patient``, a refused step is done once more."""

    survey: Survey
    say: Say
    patient: bool = False
    early: bool = False
    """The broken control: acknowledges before it is committed."""

    def interview(self, number: int) -> None:
        """One whole interview with a pause in it."""
        opened = self.begin()
        for path, value in (("consent", "yes"), ("age", 20 + number % 60), ("main/air", "c")):
            self.answer(opened, path, value)
        opened = self.pause(opened)
        self.answer(opened, "main/bags", number)
        self.answer(opened, "main/remark", f"意见 {number}")
        self.finish(opened)

    def begin(self) -> OpenInterview:
        new = NewInterview(FORM.content_hash)
        return self._step("begin", (), lambda: start_interview(self.survey, new))

    def answer(self, opened: OpenInterview, path: str, value: object) -> None:
        told = (opened.iid, path, json.dumps(value, ensure_ascii=False))
        self._step("answer", told, lambda: opened.answer(path, value))

    def pause(self, opened: OpenInterview) -> OpenInterview:
        def leave_and_return() -> OpenInterview:
            opened.pause()
            return resume_interview(self.survey, opened.iid)

        return self._step("pause", (opened.iid,), leave_and_return)

    def finish(self, opened: OpenInterview) -> None:
        self._step("finish", (opened.iid,), opened.finish)

    def visit(self, case: str) -> None:
        entry = VisitEntry("3.10")
        self._step("visit", (case,), lambda: record_visit(self.survey, case, entry))

    def back_up(self) -> None:
        self._step("backup", (), lambda: make_backup(self.survey))

    def _step(self, kind: str, told: tuple[str, ...], action: Callable[[], Any]) -> Any:
        line = "\t".join((kind, *told))
        self.say(f"try\t{line}")
        if self.early:
            self.say(f"did\t{line}")
        try:
            done = action()
        except SurveyError as trouble:
            self.say(f"refused\t{trouble.code}")
            if not self.patient:
                raise
            done = action()
        if not self.early:
            self.say(f"did\t{line}")
        return done


@dataclass
class Told:
    """What was tried and acknowledged, as it was told."""

    answers: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    """By interview and question: the value that was acknowledged last, and those tried since."""
    finished: set[str] = field(default_factory=set)
    finishing: set[str] = field(default_factory=set)
    visits: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    acknowledged: int = 0
    tried: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    """Kinds of steps."""
    lines: list[str] = field(default_factory=list)

    def keep(self, line: str) -> None:
        """Take one line down, and the line itself."""
        self.lines.append(line)
        self.hear(line)

    def hear(self, line: str) -> None:
        """Take one line down."""
        mark, *rest = line.split("\t")
        if mark == "refused":
            self.refused.append(rest[0])
            return
        kind, *what = rest
        self.acknowledged += mark == "did"
        (self.done if mark == "did" else self.tried).add(kind)
        if kind == "answer":
            values = self.answers.setdefault((what[0], what[1]), [None])
            if mark == "did":
                values.clear()
            values.append(json.loads(what[2]))
        elif kind == "finish":
            (self.finished if mark == "did" else self.finishing).add(what[0])
        elif kind == "visit" and mark == "did":
            self.visits[what[0]] = self.visits.get(what[0], 0) + 1

    def missing(self, store: Database, identity: str) -> list[str]:
        """What was acknowledged and is not there, or is there and damaged."""
        found = [f"damaged {one.rev_id.hex()[:8]} {one.parts}" for one in find_damage(store)]
        if store.value("PRAGMA integrity_check") != "ok":
            found.append("integrity_check")
        if first_broken_entry(store) is not None:
            found.append("journal")
        drafts = {draft.iid for draft in read_drafts(store)}
        leaves: dict[str, dict[str, Any]] = {}
        for iid in {iid for iid, _ in self.answers} | self.finished:
            leaves[iid], trouble = self._answers_of(store, iid, iid in drafts, identity)
            found += trouble
        for (iid, path), values in self.answers.items():
            if leaves[iid].get(path) not in values:
                found.append(f"{iid[:6]} {path}: {leaves[iid].get(path)!r}, wanted {values}")
        for case, count in self.visits.items():
            if len(read_visits(store, case)) < count:
                found.append(f"visits of {case[:6]}")
        return found

    def _answers_of(
        self, store: Database, iid: str, is_draft: bool, identity: str
    ) -> tuple[dict[str, Any], list[str]]:
        revisions = read_revisions(store, iid)
        if iid in self.finished and (is_draft or len(revisions) != 1):
            return {}, [f"{iid[:6]} was finished: {len(revisions)} revisions, draft {is_draft}"]
        if is_draft:
            return read_draft_answers(store, iid), ["draft and revision"] if revisions else []
        if len(revisions) == 1 and iid in self.finishing:
            opened = open_leaves(revisions[0], [identity])
            return {**opened.closed.answers, **opened.free.answers}, []
        return {}, [f"{iid[:6]} is neither draft nor finished"]
