"""Frames: a list of communities read from a file, and the synthetic one of the demonstration.

A community's households are not listed in the frame: its register numbers them from 1 to its
size, and the draw picks numbers. Only drawn households become units.
"""

from __future__ import annotations

import csv
import hashlib
import random
import uuid
from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.population.districts import DISTRICTS
from surveyapp.store.margins import read_margins
from surveyapp.store.sampling import Frame, Unit, read_frames, read_units, write_frame
from surveyapp.survey import Survey

COMMUNITY, HOUSEHOLD = "community", "household"
SYNTHETIC_SOURCE = (
    "演示数据 / synthetic: sizes follow the 2020 census, names and places are invented"
)

_COLUMNS = ("community", "district", "residence", "households")
_LARGEST = 50 << 20
_MEAN_HOUSEHOLDS = {"urban": 2200, "rural": 1100}


@dataclass(frozen=True)
class FrameSummary:
    """A frame in one line: communities and households by district and stratum."""

    district: str
    stratum: str
    communities: int
    households: int


def synthetic_frame(survey: Survey, seed: int) -> Frame:
    """Invent communities whose households add up to the census in each district and residence."""
    survey.require(Action.DESIGN)
    if not survey.info.synthetic:
        raise SurveyError("sampling.not-a-demonstration")
    rng = random.Random(seed)
    frame = Frame(
        uuid.UUID(int=rng.getrandbits(128)).hex,
        "演示社区框 / synthetic communities",
        COMMUNITY,
        SYNTHETIC_SOURCE,
        "演示 / demonstration",
        synthetic=True,
        imported_at=survey.clock.iso(),
    )
    units: list[Unit] = []
    for district in DISTRICTS:
        for residence, households in _households(survey, district).items():
            units.extend(_communities(frame, district, residence, households, rng))
    _store_frame(survey, frame, units)
    return frame


def import_frame(survey: Survey, path: Path, *, source: str, legal_basis: str) -> Frame:
    """Read communities from CSV: community, district, residence, households. All or nothing."""
    survey.require(Action.DESIGN)
    rows, digest = _read_rows(path)
    frame = Frame(
        uuid.uuid4().hex,
        path.stem,
        COMMUNITY,
        source,
        legal_basis,
        synthetic=False,
        imported_at=survey.clock.iso(),
        file_hash=digest,
    )
    units = [_unit_of_row(frame, row, number, path.name) for number, row in enumerate(rows, 1)]
    seen: set[str] = set()
    for unit in units:
        if unit.unit_id in seen:
            raise SurveyError("sampling.twice-in-frame", name=path.name, unit=unit.unit_id)
        seen.add(unit.unit_id)
    _store_frame(survey, frame, units)
    return frame


def current_frame(survey: Survey) -> Frame:
    """The newest frame of communities; ``SurveyError`` where there is none."""
    frames = [frame for frame in read_frames(survey.store) if frame.level == COMMUNITY]
    if not frames:
        raise SurveyError("sampling.no-frame")
    return frames[-1]


def summarise_frame(survey: Survey) -> list[FrameSummary]:
    """The current frame by district and stratum."""
    found: dict[tuple[str, str], list[float]] = {}
    for unit in read_units(survey.store, COMMUNITY, current_frame(survey).frame_id):
        found.setdefault((unit.district, unit.stratum), []).append(unit.size)
    return [FrameSummary(*key, len(sizes), int(sum(sizes))) for key, sizes in found.items()]


def _store_frame(survey: Survey, frame: Frame, units: list[Unit]) -> None:
    with survey.store.transaction():
        write_frame(survey.store, frame, units)
        survey.note("frame", {"frame": frame.frame_id, "units": len(units), "source": frame.source})


def _households(survey: Survey, district: str) -> dict[str, int]:
    table = {
        (margin.variable, margin.category): margin.value
        for margin in read_margins(survey.store)
        if margin.district == district and margin.universe in ("residents", "households")
    }
    table |= {
        ("household", margin.category): margin.value
        for margin in read_margins(survey.store, "", "household")
        if margin.district == district
    }
    households = table["household", "households"]
    urban = table["residence", "urban"] / (
        table["residence", "urban"] + table["residence", "rural"]
    )
    return {"urban": round(households * urban), "rural": round(households * (1 - urban))}


def _communities(
    frame: Frame, district: str, residence: str, households: int, rng: random.Random
) -> list[Unit]:
    count = max(2, round(households / _MEAN_HOUSEHOLDS[residence]))
    shares = [rng.lognormvariate(0, 0.45) for _ in range(count)]
    sizes = [max(60, round(households * share / sum(shares))) for share in shares]
    letter = residence[0].upper()
    return [
        Unit(
            f"{district}-{letter}{number:03d}",
            frame.frame_id,
            COMMUNITY,
            None,
            district,
            f"{district}|{residence}",
            size,
            number,
            {"name": f"演示社区 {letter}{number:03d}", "residence": residence},
        )
        for number, size in enumerate(sizes, start=1)
    ]


def _read_rows(path: Path) -> tuple[list[dict[str, str]], str]:
    try:
        if path.stat().st_size > _LARGEST:
            raise SurveyError("population.file-too-large", name=path.name)
        raw = path.read_bytes()
        reader = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    except UnicodeDecodeError as trouble:
        raise SurveyError("population.not-utf8", name=path.name) from trouble
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise SurveyError("population.missing-columns", name=path.name, columns=", ".join(missing))
    return list(reader), hashlib.sha256(raw).hexdigest()


def _unit_of_row(frame: Frame, row: dict[str, str], number: int, name: str) -> Unit:
    district, residence = row["district"].strip(), row["residence"].strip()
    size = row["households"].strip()
    fits = district in DISTRICTS and residence in ("urban", "rural") and row["community"].strip()
    if not fits or not size.isascii() or not size.isdigit() or not 0 < int(size) < 10**7:
        raise SurveyError("sampling.bad-frame-row", name=name, row=number + 1)
    return Unit(
        f"{district}-{row['community'].strip()}",
        frame.frame_id,
        COMMUNITY,
        None,
        district,
        f"{district}|{residence}",
        int(size),
        number,
        {"name": row.get("name") or row["community"].strip(), "residence": residence},
    )
