"""The demonstration from census margins to a report, each arrow through the real code."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surveyapp.analysis.estimates import run_estimates
from surveyapp.analysis.results import Verdict
from surveyapp.analysis.verdicts import read_verdicts
from surveyapp.analysis.waves import import_wave
from surveyapp.analysis.weighting import run_weighting
from surveyapp.clock import Clock
from surveyapp.demonstration.conflict import make_conflict, settle_first_conflict
from surveyapp.demonstration.earlier_wave import write_earlier_wave
from surveyapp.demonstration.fieldwork import PUBLIC_FORM, FieldResult, Laptop
from surveyapp.demonstration.timing import SyntheticTime
from surveyapp.errors import SurveyError
from surveyapp.exchange.laptops import (
    LaptopFile,
    make_district_file,
    make_laptop_file,
    prepare_laptop,
)
from surveyapp.exchange.merging import MergeResult, merge_packages
from surveyapp.exchange.project_keys import make_project_keys
from surveyapp.exchange.receipts import make_receipts
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.fieldwork.questionnaires import publish_questionnaire
from surveyapp.fieldwork.synthetic.model import MODEL_MARGINS, RespondentModel
from surveyapp.fieldwork.synthetic.parameters import WAVE_2025
from surveyapp.operators import Operator, Role
from surveyapp.population.districts import DISTRICTS, names_of
from surveyapp.population.harmonise import adult_margins
from surveyapp.progress import Progress
from surveyapp.publication.evidence import make_evidence
from surveyapp.publication.report import make_report
from surveyapp.sales.catalogue import add_shipped_classes
from surveyapp.sales.importing import import_sales
from surveyapp.sales.synthetic import write_synthetic_sales
from surveyapp.sampling.assignments import Surveyor, assign_households
from surveyapp.sampling.draw import draw_sample, read_drawn
from surveyapp.sampling.frame import synthetic_frame
from surveyapp.sampling.plan import make_area_plan
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.survey import StatutoryHeader, Survey, open_survey
from surveyapp.templates import Occasion, create_jiaxing

SURVEY_NAME = "jiaxing-2025.survey"
RELAYING_OFFICES = ("330402", "330481")
"""Two districts whose laptops hand in at the district office, which relays to the city."""
OUTLETS_PER_LAPTOP = 6

_HEADER = StatutoryHeader(
    "演示表 01", "演示机关 / synthetic", "演示字〔2025〕0 号", "2025-12-31 (演示)"
)


@dataclass(frozen=True)
class Scale:
    """How large the demonstration is; the same scale and seed draw the same sample."""

    seed: int = 2025
    permille: float = 1.0
    by_answer: int = 200
    """Interviews committed answer by answer as in the field; the others once each."""


@dataclass(frozen=True)
class StepTime:
    """How long one arrow of the road took, in seconds of real time."""

    step: str
    seconds: float


@dataclass(frozen=True)
class Demonstration:
    """What was made, and how the interviews were committed."""

    survey: Path
    report: Path
    evidence: Path
    verdicts: tuple[Verdict, ...]
    merge: str
    interviews_by_answer: int
    interviews_whole: int
    times: tuple[StepTime, ...]

    @property
    def seconds(self) -> float:
        """The whole road in seconds."""
        return sum(one.seconds for one in self.times)


def make_demonstration(
    folder: Path, scale: Scale | None = None, progress: Progress | None = None
) -> Demonstration:
    """Walk the road in an empty folder; nothing that is there is overwritten."""
    if folder.exists() and any(folder.iterdir()):
        raise SurveyError("core.file-exists", name=folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    return _Road(folder, scale or Scale(), progress or Progress()).walk()


class _Road:
    """The steps share the open survey, the clock and what earlier steps made."""

    def __init__(self, folder: Path, scale: Scale, progress: Progress) -> None:
        self._folder = folder
        self._scale = scale
        self._seed = scale.seed
        self._progress = progress
        self._time = SyntheticTime()
        self._times: list[StepTime] = []
        self._packages = folder / "packages"
        self._laptops: dict[str, LaptopFile] = {}
        self._offices: dict[str, LaptopFile] = {}
        self._results: list[FieldResult] = []
        self._sentence = ""

    def walk(self) -> Demonstration:
        """Every step in order."""
        self._packages.mkdir()
        survey = self._step("survey", self._make_survey)
        with survey:
            self._step("sample", lambda: self._draw(survey))
            people = self._step("people", lambda: self._invent_people(survey))
            self._step("field packages", lambda: self._equip(survey))
            self._step("field work", lambda: self._field(people))
            self._step("merge", lambda: self._merge(survey))
            self._step("conflict", lambda: self._conflict(survey))
            self._step("retail", lambda: self._retail(survey))
            self._step("quality checks", lambda: self._check(survey))
            self._step("earlier wave", lambda: self._earlier_wave(survey))
            self._step("weights", lambda: run_weighting(survey))
            self._step("estimates", lambda: run_estimates(survey))
            report = self._folder / "report.html"
            evidence = self._folder / "evidence.zip"
            self._step("report", lambda: self._publish(survey, report, evidence))
            verdicts = tuple(v for v in read_verdicts(survey) if v.domain_variable == "city")
        return Demonstration(
            self._folder / SURVEY_NAME,
            report,
            evidence,
            verdicts,
            self._sentence,
            sum(one.by_answer for one in self._results),
            sum(one.whole for one in self._results),
            tuple(self._times),
        )

    def _step(self, name: str, work: Callable[[], Any]) -> Any:
        self._progress.step(len(self._times), 13, name)
        before = time.perf_counter()
        made = work()
        self._times.append(StepTime(name, time.perf_counter() - before))
        self._time.advance(3600)
        return made

    def _make_survey(self) -> Survey:
        survey = create_jiaxing(
            self._folder / SURVEY_NAME,
            Operator("designer", "演示设计员", Role.DESIGNER),
            Occasion("2025", header=_HEADER, synthetic=True),
            clock=Clock(self._time),
        )
        add_shipped_classes(survey)
        for row in read_questionnaires(survey.store):
            publish_questionnaire(survey, row.hash)
        return survey

    def _draw(self, survey: Survey) -> None:
        make_area_plan(survey, permille=self._scale.permille)
        synthetic_frame(survey, self._seed)
        draw_sample(survey, self._seed)

    def _invent_people(self, survey: Survey) -> dict[str, Mapping[str, Any]]:
        import numpy as np
        import pandas as pd

        drawn = read_drawn(survey)
        units = pd.DataFrame(
            {
                "district": [one.district for one in drawn],
                "residence": [one.stratum.split("|")[1] for one in drawn],
                "psu": [one.community for one in drawn],
            }
        )
        model = RespondentModel.fit(adult_margins(survey, MODEL_MARGINS), WAVE_2025)
        people = model.draw_households(units, np.random.default_rng(self._seed))
        rows = people.to_dict("records")
        return {one.unit_id: row for one, row in zip(drawn, rows, strict=True)}

    def _equip(self, survey: Survey) -> None:
        make_project_keys(survey, None)
        surveyors: list[Surveyor] = []
        for code in DISTRICTS:
            name = f"演示访员{names_of(code)['zh']}"
            device = prepare_laptop(survey, name, code)
            surveyors.append(Surveyor(device.device_id, name, code))
        assign_households(survey, surveyors, PUBLIC_FORM)
        for one in surveyors:
            folder = self._folder / "laptops" / one.district
            folder.mkdir(parents=True)
            self._laptops[one.district] = make_laptop_file(
                survey,
                folder / "laptop.survey",
                one.name,
                Operator(f"surveyor-{one.district}", one.name, Role.SURVEYOR, one.district),
                device_id=one.device_id,
            )
        for code in RELAYING_OFFICES:
            folder = self._folder / "offices" / code
            folder.mkdir(parents=True)
            name = f"演示{names_of(code)['zh']}办公室"
            operator = Operator(f"office-{code}", name, Role.OFFICE, code)
            self._offices[code] = make_district_file(
                survey, folder / "office.survey", name, operator
            )

    def _field(self, people: Mapping[str, Mapping[str, Any]]) -> None:
        each, more = divmod(self._scale.by_answer, len(DISTRICTS))
        for number, (code, laptop) in enumerate(self._laptops.items()):
            worker = Laptop(laptop.path, self._time, self._seed + number)
            self._results.append(
                worker.work(
                    people,
                    by_answer=each + (number < more),
                    outlets=OUTLETS_PER_LAPTOP,
                    out=self._out_of(code),
                    progress=self._progress,
                )
            )

    def _out_of(self, code: str) -> Path:
        name = f"to-office-{code}" if code in RELAYING_OFFICES else "to-city"
        folder = self._packages / name
        folder.mkdir(exist_ok=True)
        return folder

    def _merge(self, survey: Survey) -> MergeResult:
        arrived = self._packages / "to-city"
        for code, office in self._offices.items():
            with self._open(office.path) as opened:
                merge_packages(opened, [self._packages / f"to-office-{code}"])
                make_relay_package(opened, arrived)
        # One file is copied twice on the way, as happens with sticks.
        first = min(arrived.iterdir())
        shutil.copy(first, arrived / f"copy-of-{first.name}")
        result = merge_packages(survey, [arrived], self._progress)
        self._sentence = result.sentence
        receipts = self._packages / "receipts"
        receipts.mkdir()
        make_receipts(survey, receipts)
        for laptop in self._laptops.values():
            with self._open(laptop.path) as opened:
                merge_packages(opened, [receipts])
        return result

    def _conflict(self, survey: Survey) -> None:
        code = DISTRICTS[1]
        with self._open(self._laptops[code].path) as laptop:
            package = make_conflict(survey, laptop, self._out_of(code))
        merge_packages(survey, [package])
        settle_first_conflict(survey)

    def _retail(self, survey: Survey) -> None:
        workbook = self._folder / "sales-2025.xlsx"
        write_synthetic_sales(survey, workbook, seed=self._seed)
        import_sales(survey, workbook, scope="all")

    def _check(self, survey: Survey) -> None:
        from surveyapp.fieldwork.quality import run_checks

        run_checks(survey)

    def _earlier_wave(self, survey: Survey) -> None:
        path = self._folder / "wave-2024.json"
        write_earlier_wave(survey, path, self._seed)
        import_wave(survey, path)

    def _publish(self, survey: Survey, report: Path, evidence: Path) -> None:
        make_report(survey, report)
        make_evidence(survey, evidence)

    @contextmanager
    def _open(self, path: Path) -> Generator[Survey]:
        with open_survey(path, clock=Clock(self._time)) as survey:
            yield survey
