"""One laptop's field work in the demonstration: visits, interviews, audits, the day's package."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from questionnaires.interview import Interview, InterviewContext
from questionnaires.model import Questionnaire
from surveyapp.clock import Clock
from surveyapp.demonstration.audits import audit_answers, invent_outlets
from surveyapp.demonstration.respondents import answers_of, conduct
from surveyapp.demonstration.timing import SyntheticTime
from surveyapp.exchange.returns import make_return_package
from surveyapp.fieldwork.cases import VisitEntry, record_visit
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.fieldwork.questionnaires import open_questionnaire
from surveyapp.fieldwork.respondent_selection import KISH, Selected
from surveyapp.fieldwork.whole_interviews import WholeInterview, save_whole_interviews
from surveyapp.progress import Progress
from surveyapp.revisions import LeafVisit
from surveyapp.sales.audit import FORM as AUDIT_FORM
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.store.sampling import Assignment, read_assignments
from surveyapp.survey import Survey, open_survey

PUBLIC_FORM = "jiaxing_public"

_COMPLETE, _HOME, _VACANT = "1.10", "2.24", "4.60"
_REFUSALS = ("2.111", "2.112")
_MINUTES_A_CASE = 9.0


@dataclass(frozen=True)
class FieldResult:
    """What a laptop did: cases closed, interviews by how they were committed, its package."""

    cases: int
    by_answer: int
    whole: int
    audits: int
    package: Path


class Laptop:
    """One surveyor's laptop for the length of the demonstration."""

    def __init__(self, path: Path, time: SyntheticTime, seed: int) -> None:
        self._path = path
        self._time = time
        self._rng = random.Random(seed)

    def work(
        self,
        people: Mapping[str, Mapping[str, Any]],
        *,
        by_answer: int,
        outlets: int,
        out: Path,
        progress: Progress,
    ) -> FieldResult:
        """Visit every assigned household, audit outlets, and pack the day's file.

        ``people`` are the synthetic people by unit id. The first ``by_answer`` interviews are
        committed answer by answer as in the field, the others once per interview.
        """
        with open_survey(self._path, clock=Clock(self._time)) as survey:
            forms = {
                row.form_id: open_questionnaire(survey, row.hash)
                for row in reversed(read_questionnaires(survey.store))
            }
            hashes = {form: questionnaire.content_hash for form, questionnaire in forms.items()}
            cases = read_assignments(survey.store, survey.device_id)
            complete = [one for one in cases if people[one.unit_id]["outcome"] == "complete"]
            slow = {one.iid for one in complete[:by_answer]}
            for one in complete[:by_answer]:
                self._interview_by_answer(survey, one, people[one.unit_id], hashes[PUBLIC_FORM])
            whole: list[WholeInterview] = []
            for number, one in enumerate(cases):
                progress.step(number, len(cases), self._path.stem)
                if one.iid not in slow:
                    whole.append(self._whole(survey, one, people[one.unit_id], forms[PUBLIC_FORM]))
            audits = self._audits(survey, forms[AUDIT_FORM], outlets)
            save_whole_interviews(survey, [*whole, *audits])
            package = make_return_package(survey, out)
        return FieldResult(
            len(cases), len(slow), len(complete) - len(slow), len(audits), package.path
        )

    def _interview_by_answer(
        self, survey: Survey, case: Assignment, person: Mapping[str, Any], form: str
    ) -> None:
        self._time.advance(60 * _MINUTES_A_CASE)
        entry = VisitEntry(_COMPLETE, at=self._time.iso())
        record_visit(survey, case.iid, entry)
        selected = Selected(0, int(person["adults"]), KISH, str(case.body["kish"]))
        interview = start_interview(
            survey,
            NewInterview(form, case.iid, mode="face_to_face", language="zh", selected=selected),
        )
        conduct(interview, interview.interview, self._answers(survey, case, person))
        finished = interview.finish()
        if finished.revision is None:
            message = f"the synthetic interview could not be finished: {finished.findings}"
            raise RuntimeError(message)

    def _whole(
        self,
        survey: Survey,
        case: Assignment,
        person: Mapping[str, Any],
        questionnaire: Questionnaire,
    ) -> WholeInterview:
        self._time.advance(60 * _MINUTES_A_CASE)
        visits = self._visits(survey, str(person["outcome"]))
        started = self._time.iso()
        closed: Mapping[str, Any] = {}
        free: Mapping[str, Any] = {}
        if person["outcome"] == "complete":
            engine = self._engine(questionnaire, survey)
            conduct(engine, engine, self._answers(survey, case, person))
            engine.finish()
            closed, free = engine.record()
        return WholeInterview(
            case.iid,
            case.unit_id,
            questionnaire.form_id,
            questionnaire.content_hash,
            visits[-1].result,
            "face_to_face",
            closed,
            free,
            visits,
            {"adults": int(person["adults"]), "method": KISH, "kish": case.body["kish"]},
            {"seconds": self._rng.randint(300, 1100), "synthetic": True},
            started,
        )

    def _engine(self, questionnaire: Questionnaire, survey: Survey) -> Interview:
        moment = datetime.fromtimestamp(self._time(), UTC)
        context = InterviewContext(now=moment, username="演示访员", mode="face_to_face")
        return Interview(
            questionnaire,
            answers={"legal_basis": survey.info.legal_basis}
            if questionnaire.form_id == PUBLIC_FORM
            else None,
            context=context,
            seed=str(self._rng.random()),
            language="zh",
        )

    def _answers(
        self, survey: Survey, case: Assignment, person: Mapping[str, Any]
    ) -> dict[str, Any]:
        district, residence = str(case.body["stratum"]).split("|")
        answers = answers_of(person, self._rng)
        return {**answers, "district": district, "residence": residence}

    def _visits(self, survey: Survey, outcome: str) -> tuple[LeafVisit, ...]:
        last = {
            "complete": _COMPLETE,
            "refusal": self._rng.choice(_REFUSALS),
            "noncontact": _HOME,
            "not_eligible": _VACANT,
        }[outcome]
        tries = 3 if outcome == "noncontact" else self._rng.choice((1, 1, 1, 2))
        results = [_HOME] * (tries - 1) + [last]
        surveyor = survey.operator.name
        return tuple(
            LeafVisit(
                number, self._time.iso(-1440.0 * (tries - number)), "face_to_face", result, surveyor
            )
            for number, result in enumerate(results, start=1)
        )

    def _audits(
        self, survey: Survey, questionnaire: Questionnaire, count: int
    ) -> Sequence[WholeInterview]:
        made: list[WholeInterview] = []
        for outlet in invent_outlets(survey.info.office, count, self._rng):
            self._time.advance(60 * _MINUTES_A_CASE)
            engine = self._engine(questionnaire, survey)
            for _model in outlet.models:
                engine.add("models")
            for path, value in audit_answers(questionnaire, outlet, self._time.iso()[:10]):
                outcome = engine.answer(path, value)
                if not outcome.accepted:
                    message = f"{path}: {value!r} was not accepted: {outcome.findings}"
                    raise RuntimeError(message)
            engine.finish()
            record = engine.record()
            visit = LeafVisit(1, self._time.iso(), "face_to_face", _COMPLETE, survey.operator.name)
            made.append(
                WholeInterview(
                    uuid.uuid4().hex,
                    outlet.outlet_id,
                    AUDIT_FORM,
                    questionnaire.content_hash,
                    _COMPLETE,
                    "face_to_face",
                    record.closed,
                    record.free,
                    (visit,),
                )
            )
        return made
