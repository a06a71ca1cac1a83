"""An interview as it is asked: every answer is durable before the next question appears.

``OpenInterview`` binds the engine (``questionnaires.interview``) to the survey file. Each step is
one transaction: the answers it changed, the event, the place. What returned was committed.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any

from questionnaires.findings import Finding, errors
from questionnaires.interview import Draft, Interview, Move, Outcome, Screen, Status
from surveyapp.errors import SurveyError
from surveyapp.fieldwork import paradata
from surveyapp.fieldwork.cases import leaf_visits
from surveyapp.fieldwork.contacts import LeftContact
from surveyapp.fieldwork.dispositions import COMPLETE
from surveyapp.fieldwork.double_keying import (
    KeyedDifference,
    compare_with_first,
    keep_first,
    needs_two_keyings,
)
from surveyapp.fieldwork.photos import AttachedFile, answer_of, keep_attachment, seal_attachments
from surveyapp.fieldwork.quota_cells import count_completed
from surveyapp.fieldwork.stops import Ending, ending_of, ending_of_break_off, stops_of
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import FINAL, ClosedLeaf, FreeLeaf, Revision
from surveyapp.store.attachments import (
    DraftAttachment,
    delete_draft_attachments,
    read_thumbnails,
)
from surveyapp.store.drafts import (
    OPEN,
    PAUSED,
    DraftRow,
    Event,
    Step,
    add_draft,
    fold_log,
    forget_draft,
    read_events,
    write_step,
)
from surveyapp.store.keyings import forget_keying
from surveyapp.store.keys import read_recipients
from surveyapp.store.visits import Visit, add_visits, read_visits
from surveyapp.survey import LAPTOP, Survey
from surveyapp.withdrawal_codes import hash_code, new_code


@dataclass(frozen=True)
class Finished:
    """What became of an interview. ``revision`` is ``None`` in practice and where not finished.

    ``code`` is told to the respondent now; it cannot be found again. A paper form waits for its
    second keying (``keyed_once``), and then until what the two differ in is settled.
    """

    disposition: str
    revision: Revision | None
    code: str
    findings: tuple[Finding, ...]
    keyed_once: bool = False
    differences: tuple[KeyedDifference, ...] = ()


class OpenInterview:
    """One interview in progress. Ask ``interview`` anything; change it only through this."""

    def __init__(self, survey: Survey, draft: DraftRow, interview: Interview) -> None:
        self.survey = survey
        self.draft = draft
        self.interview = interview
        self.notes: dict[str, str] = {}
        self.selection: dict[str, Any] = {}
        self.contact: dict[str, str] = {}
        self.settled: dict[str, str] = {}
        """Of a form keyed twice: which keying stands, by question (``first``, ``second``)."""
        self.floor = 0
        """In self-completion, screens before this one are the respondent's alone."""
        self.attached: dict[str, DraftAttachment] = {}
        """What is attached, by question; without the content."""
        self._saved: dict[str, Any] = {}

    def begin(self) -> None:
        """Write the draft and its first step."""
        with self.survey.store.transaction():
            add_draft(self.survey.store, self.draft)
            self._save("", paradata.START)

    def restore(self, position: dict[str, Any]) -> None:
        """What is kept beside the answers, as a draft has it."""
        self.notes, self.selection = position["notes"], position["selection"]
        self.contact = position.get("contact", {})
        self.settled = position.get("settled", {})
        self.floor = position.get("floor", 0)

    def go_on(self, saved: dict[str, Any]) -> None:
        """Note that a draft was taken up again; ``saved`` are the answers as the file has them."""
        self._saved = saved
        self.attached = {one.path: one for one in read_thumbnails(self.survey.store, self.iid)}
        self.draft = replace(self.draft, state=OPEN)
        self._save(self._here(), paradata.GO_ON)

    @property
    def iid(self) -> str:
        """The id that visits, draft and revision share."""
        return self.draft.iid

    def answer(self, path: str, value: object, reason: str = "") -> Outcome:
        """Answer a question; ``None`` or ``""`` clears it."""
        before = self.interview.value(path) is not None
        outcome = self.interview.answer(path, value, reason)
        empty = value is None or value in ("", [])
        kind = paradata.CLEAR if empty else paradata.CHANGE if before else paradata.ANSWER
        return self._after(outcome, path, kind, "override" if reason else "")

    def attach(self, path: str, file: AttachedFile | None) -> Outcome:
        """Keep a photo or another file as the answer of a question; ``None`` takes it off."""
        store, kept = self.survey.store, b""
        with store.transaction():
            if file is None:
                outcome = self.answer(path, None)
            else:
                row = keep_attachment(self.survey, self.iid, path, file)
                outcome = self.answer(path, answer_of(row.hash, row.media_type))
                kept = row.hash
            if outcome.accepted:
                delete_draft_attachments(store, self.iid, path, kept)
                self.attached.pop(path, None)
        self.attached |= {one.path: one for one in read_thumbnails(store, self.iid)}
        return outcome

    def refuse(self, path: str) -> Outcome:
        """The respondent does not want to say."""
        return self._after(self.interview.refuse(path), path, paradata.SPECIAL, "refused")

    def dont_know(self, path: str) -> Outcome:
        """The respondent does not know."""
        return self._after(self.interview.dont_know(path), path, paradata.SPECIAL, "dont_know")

    def next(self) -> Move:
        """Go on, unless this screen holds the interview back."""
        here = self._here()
        move = self.interview.next()
        if move.moved:
            self._pass_answered(self.floor)
            move = replace(move, screen=self.interview.current)
        self._save(here, paradata.NEXT, "" if move.moved else "held")
        return move

    def back(self) -> Screen | None:
        """Go back one screen; in self-completion not behind where it was handed over."""
        if self.interview.index <= self.floor:
            return self.interview.current
        here = self._here()
        screen = self.interview.back()
        self._save(here, paradata.BACK)
        return screen

    def go_to(self, path: str) -> Screen:
        """Jump to a question that is asked; in self-completion not to one answered before."""
        if self._number_of(path) < self.floor and not self._is_open(path):
            raise SurveyError("fieldwork.self-completion-closed")
        screen = self.interview.go_to(path)
        self._save(path, paradata.JUMP)
        return screen

    def add(self, repeat: str) -> str:
        """One more instance of a repeat."""
        path = self.interview.add(repeat)
        self._save(repeat, paradata.ADD)
        return path

    def remove(self, instance: str) -> None:
        """Take an instance of a repeat away."""
        self.interview.remove(instance)
        self._save(instance, paradata.REMOVE)

    def reveal(self, path: str) -> None:
        """Show the choices that are not read out: the respondent said so."""
        self.interview.reveal(path)
        self._save(path, paradata.REVEAL)

    def change_language(self, language: str) -> None:
        """Go on in another language."""
        self.interview.language = language
        self.draft = replace(self.draft, language=language)
        self._save(self._here(), paradata.LANGUAGE, language)

    def write_note(self, path: str, text: str) -> None:
        """The surveyor's note on a question; empty removes it."""
        self.notes[path] = text
        if not text:
            del self.notes[path]
        self._save(path, paradata.NOTE)

    def hand_over(self) -> None:
        """The laptop goes to the respondent, or back: what was answered so far is closed."""
        self._pass_answered(len(self.interview.screens()))
        self.floor = self.interview.index
        self._save(self._here(), paradata.HAND_OVER)

    def leave_contact(self, contact: LeftContact) -> None:
        """What the respondent left for a check call; kept apart from the answers."""
        self.contact = contact.to_leaf()
        self._save("", paradata.CONTACT)

    def settle(self, path: str, stands: str, value: object) -> Outcome:
        """Of a form keyed twice: the keying that stands for a question, after a look at it."""
        outcome = self.interview.answer(path, value, "double keying")
        if outcome.accepted or stands == "second":
            self.settled[path] = stands
            self._save(path, paradata.CHANGE, "settled")
        return outcome

    def pause(self) -> None:
        """Leave the interview for later; everything is saved already."""
        self.draft = replace(self.draft, state=PAUSED)
        self._save(self._here(), paradata.PAUSE)

    def finish(self) -> Finished:
        """End the interview. With errors it stays open and says what is missing."""
        findings = self.interview.finish()
        if errors(findings):
            self._save(self._here(), paradata.FINISH, "held")
            return Finished("", None, "", findings)
        if needs_two_keyings(self.survey, self.draft):
            differences = compare_with_first(self.survey, self.iid, self.interview)
            if differences is None:
                self._save(self._here(), paradata.FINISH, "keyed")
                keep_first(self.survey, self.draft, self.interview, self.selection)
                return Finished("", None, "", findings, keyed_once=True)
            still = tuple(one for one in differences if one.path not in self.settled)
            if still:
                return Finished("", None, "", findings, differences=still)
        ending = ending_of(self.interview.record().closed, stops_of(self.survey))
        return self._end(ending, findings)

    def break_off(self) -> Finished:
        """The respondent ends the interview before its end."""
        closed = self.interview.record().closed
        share = _share_answered(self.interview)
        return self._end(ending_of_break_off(closed, share, stops_of(self.survey)), ())

    def discard(self) -> None:
        """Remove a practice interview, or a draft that was opened by mistake; the journal knows."""
        with self.survey.store.transaction():
            forget_draft(self.survey.store, self.iid)
            self.survey.note("discard draft", {"iid": self.iid, "practice": self.draft.practice})
        fold_log(self.survey.store)

    def _end(self, ending: Ending, findings: tuple[Finding, ...]) -> Finished:
        self._save(self._here(), paradata.FINISH)
        if self.draft.practice:
            self.discard()
            return Finished(ending.disposition, None, "", findings)
        store, code = self.survey.store, new_code() if ending.keeps_answers else ""
        with store.transaction():
            add_visits(store, [self._last_visit(ending.disposition)])
            new = self._new_revision(ending, code)
            revision = record_revision(self.survey, new, recipients_of(self.survey))
            answers = [one for one in new.free.answers.values() if isinstance(one, str)]
            seal_attachments(self.survey, self.iid, answers, read_recipients(store))
            if ending.disposition == COMPLETE:
                count_completed(self.survey, new.closed.answers, self.draft.unit_id)
            forget_keying(store, self.iid)
            forget_draft(store, self.iid)
            self.survey.note("finish", {"iid": self.iid, "disposition": ending.disposition})
        fold_log(store)
        return Finished(ending.disposition, revision, code, findings)

    def _last_visit(self, result: str) -> Visit:
        number = len(read_visits(self.survey.store, self.iid)) + 1
        draft = self.draft
        return Visit(
            uuid.uuid4().hex,
            self.iid,
            draft.unit_id,
            number,
            draft.surveyor,
            self.survey.device_id,
            draft.started_at,
            draft.mode,
            result,
        )

    def _new_revision(self, ending: Ending, code: str) -> NewRevision:
        visits = read_visits(self.survey.store, self.iid)
        closed, free = ClosedLeaf({}, leaf_visits(visits), self.selection), FreeLeaf()
        if ending.keeps_answers:
            record = self.interview.record()
            events = read_events(self.survey.store, self.iid)
            course = paradata.summarise_events(events, self.interview.orders, self.notes)
            closed = replace(closed, answers=record.closed)
            leaf = course.to_leaf()
            if self.settled:
                leaf["settled"] = dict(self.settled)
            free = FreeLeaf(record.free, self.contact, leaf, dict(self.interview.overrides))
        extra = {"started": self.draft.started_at}
        if code:
            extra["withdraw"] = hash_code(code).hex()
        draft = self.draft
        return NewRevision(
            self.iid,
            FINAL,
            draft.form_id,
            draft.questionnaire,
            draft.unit_id,
            draft.mode,
            ending.disposition,
            closed,
            free,
            visits=len(visits),
            extra=extra,
        )

    def _pass_answered(self, until: int) -> None:
        """Go on over screens that are answered: in self-completion nobody looks at them again."""
        while self.interview.index < until and (screen := self.interview.current) is not None:
            if any(self._is_open(path) for path in screen.questions):
                return
            if not self.interview.next().moved:
                return

    def _is_open(self, path: str) -> bool:
        return self.interview.status(path) is Status.MISSING

    def _number_of(self, path: str) -> int:
        for number, screen in enumerate(self.interview.screens()):
            if path == screen.path or path in screen.questions:
                return number
        return self.floor

    def _here(self) -> str:
        screen = self.interview.current
        return screen.path if screen else ""

    def _after(self, outcome: Outcome, path: str, kind: str, detail: str) -> Outcome:
        if outcome.accepted:
            self._save(path, kind, detail)
        return outcome

    def _save(self, path: str, kind: str, detail: str = "") -> None:
        """Write what changed since the last step; committed when this returns."""
        state = self.interview.draft()
        answers = dict(state.answers)
        changed = {
            one: answers.get(one)
            for one in answers.keys() | self._saved.keys()
            if answers.get(one) != self._saved.get(one)
        }
        draft = self.draft
        position = self._position_text(state)
        event = Event(path, kind, self.survey.clock.milliseconds(), detail)
        touched = self.survey.clock.iso()
        step = Step(self.iid, position, draft.language, draft.state, touched, (event,), changed)
        write_step(self.survey.store, step)
        self._saved = answers
        self.draft = replace(draft, position=position, touched_at=touched)

    def _position_text(self, state: Draft) -> str:
        """The engine's state without its answers, which have rows of their own."""
        kept = {
            "engine": asdict(replace(state, answers={})),
            "notes": self.notes,
            "selection": self.selection,
            "contact": self.contact,
            "settled": self.settled,
            "floor": self.floor,
        }
        return json.dumps(kept, ensure_ascii=False)


def _share_answered(interview: Interview) -> float:
    """Of the questions asked so far and still to ask, how many were answered in some way."""
    statuses = list(interview.statuses().values())
    missing = statuses.count(Status.MISSING)
    asked = len(statuses) - statuses.count(Status.NOT_ASKED)
    return (asked - missing) / asked if asked else 0.0


def recipients_of(survey: Survey) -> tuple[str, ...]:
    """What finished interviews are sealed to: the office keys, on a laptop that knows them."""
    return read_recipients(survey.store) if survey.info.role == LAPTOP else ()
