"""A small world for exchange: a city, its laptops and districts, and invented interviews."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from surveyapp.clock import Clock
from surveyapp.exchange.laptops import make_district_file, make_laptop_file, prepare_laptop
from surveyapp.exchange.project_keys import make_project_keys
from surveyapp.exchange.returns import make_return_package
from surveyapp.operators import Operator, Role
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import FINAL, ClosedLeaf, FreeLeaf, LeafVisit, Revision
from surveyapp.store.devices import Device
from surveyapp.store.keys import read_recipients
from surveyapp.store.sampling import Assignment, Frame, Unit, write_assignments, write_frame
from surveyapp.survey import Survey, SurveyInfo, create_survey, open_survey
from surveyapp.withdrawal_codes import hash_code

DISTRICT_CODE = "330402"


@dataclass
class World:
    """The files of one survey, under one folder."""

    folder: Path
    city: Survey
    laptops: list[Path] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    opened: list[Survey] = field(default_factory=list)

    def laptop(self, number: int) -> Survey:
        """An open laptop; closed with the world."""
        survey = open_survey(self.laptops[number])
        self.opened.append(survey)
        return survey

    def stick(self, name: str = "stick") -> Path:
        """A folder that files travel in."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder

    def close(self) -> None:
        for survey in (*self.opened, self.city):
            survey.close()


def designer() -> Operator:
    return Operator("designer-1", "设计员", Role.DESIGNER)


def make_city(folder: Path, name: str = "city", clock: Clock | None = None) -> Survey:
    info = SurveyInfo({"zh": "演示数据调查", "en": "Synthetic survey"}, "2025", synthetic=True)
    return create_survey(folder / f"{name}.survey", info, designer(), clock=clock)


def make_world(folder: Path, laptops: int = 1, households: int = 3) -> World:
    """A city with keys and that many laptops, each with its assignments."""
    world = World(folder, make_city(folder))
    make_project_keys(world.city, None)
    write_frame(
        world.city.store,
        Frame("f1", "synthetic", "household", "演示数据", "synthetic", True, "2025-01-01"),
        [Unit("C1", "f1", "community", None, DISTRICT_CODE, "urban", 100.0, 0)],
    )
    for number in range(laptops):
        add_laptop(world, f"laptop {number + 1}", households)
    return world


def add_laptop(world: World, name: str, households: int = 3) -> Device:
    number = len(world.laptops)
    device = prepare_laptop(world.city, name, DISTRICT_CODE)
    units = [
        Unit(f"C1-{number:02d}-H{h:04d}", "f1", "household", "C1", DISTRICT_CODE, "urban", 1.0, h)
        for h in range(households)
    ]
    write_frame(
        world.city.store,
        Frame("f1", "synthetic", "household", "演示数据", "synthetic", True, "2025-01-01"),
        units,
    )
    write_assignments(
        world.city.store,
        [
            Assignment(
                uuid.uuid4().hex,
                unit.unit_id,
                device.device_id,
                name,
                "public",
                uuid.uuid4().hex,
                "issued",
                "2025-06-01T00:00:00Z",
                None,
                {"kish": "A", "psu": "C1"},
            )
            for unit in units
        ],
    )
    path = world.folder / f"laptop-{number}.survey"
    operator = Operator(f"surveyor-{number}", f"调查员{number}", Role.SURVEYOR, DISTRICT_CODE)
    make_laptop_file(world.city, path, name, operator, device_id=device.device_id)
    world.laptops.append(path)
    world.devices.append(device)
    return device


def add_district(world: World, name: str = "南湖") -> Path:
    path = world.folder / f"district-{name}.survey"
    operator = Operator("office-1", "区办", Role.OFFICE, DISTRICT_CODE)
    make_district_file(world.city, path, name, operator)
    return path


def code_of(iid: str) -> str:
    """The withdrawal code that the invented respondent of an interview was told."""
    return f"{iid[:5]}-{iid[5:10]}"


def interview(
    survey: Survey,
    iid: str = "",
    *,
    seed: int = 0,
    answers: int = 12,
    parents: tuple[bytes, ...] = (),
    text: str = "空气不错",
    sealed: bool = True,
) -> Revision:
    """One finished interview with invented answers."""
    rng = random.Random(seed)
    coded = {f"q{number}": str(rng.randint(1, 5)) for number in range(answers)}
    coded["q0"] = {"special": "refused"} if seed % 7 == 3 else coded["q0"]  # type: ignore[assignment]
    visit = LeafVisit(1, "2025-06-02T01:00:00Z", "face_to_face", "1.10", "s")
    iid = iid or uuid.uuid4().hex
    new = NewRevision(
        iid,
        FINAL,
        "public",
        "0" * 64,
        f"U{seed}",
        "face_to_face",
        "1.10",
        ClosedLeaf(coded, (visit,)),
        FreeLeaf({"remark": text}),
        parents,
        1,
        extra={"withdraw": hash_code(code_of(iid)).hex()},
    )
    return record_revision(survey, new, read_recipients(survey.store) if sealed else ())


def collect(survey: Survey, stick: Path, count: int, seed: int = 0) -> Path:
    """So many interviews, packed."""
    with survey.store.transaction():
        for number in range(count):
            interview(survey, seed=seed + number)
    return make_return_package(survey, stick).path


def state_of(survey: Survey) -> list[tuple[object, ...]]:
    """What must be equal whatever the order of arrival: log and projection."""
    log = survey.store.rows(
        "SELECT rev_id, header, closed, free, sealed, withdrawn FROM revision ORDER BY rev_id"
    )
    interviews = survey.store.rows("SELECT iid, status, heads, head FROM interview ORDER BY iid")
    cursors = survey.store.rows("SELECT * FROM cursor ORDER BY device_id, epoch")
    forks = survey.store.rows(
        "SELECT device_id, epoch, device_seq, rev_ids FROM fork ORDER BY 1, 2, 3"
    )
    return [tuple(row) for part in (log, interviews, cursors, forks) for row in part]
