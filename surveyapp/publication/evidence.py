"""The evidence bundle: what an auditor needs to recompute the published figures, and nothing more.

A ZIP with a manifest of hashes, the estimates, the margins, the recipe and indicator set, and one
row per interview without name, place or id: its weight, its domains, and each primary figure. The
check needs the bundle alone: it recomputes every weighted mean of the city and its domains.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveyapp.analysis.cases import INTERVIEW, read_cases
from surveyapp.analysis.estimates import read_estimates, read_estimates_run
from surveyapp.analysis.estimation import DOMAINS, scale_of
from surveyapp.analysis.indicator_sets import current_indicators
from surveyapp.analysis.readings import RATIO, read_figures
from surveyapp.analysis.weighting import read_weighting_run
from surveyapp.errors import SurveyError
from surveyapp.files import write_whole
from surveyapp.operators import Action
from surveyapp.population.harmonise import ADULT
from surveyapp.publication.exports import csv_of
from surveyapp.store.margins import read_margins
from surveyapp.store.runs import read_weights
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

FORMAT = "survey-evidence-1"
_MANIFEST, _PEOPLE, _ESTIMATES = "manifest.json", "interviews.csv", "estimates.csv"
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_LARGEST = 512 << 20
_SAME = 1e-9


@dataclass(frozen=True)
class CheckedFigure:
    """One published figure and what the bundle's interviews give."""

    indicator: str
    domain_variable: str
    domain: str
    published: float
    recomputed: float


@dataclass(frozen=True)
class EvidenceCheck:
    """Every figure that could be recomputed; all agree, or the check would have refused."""

    run_id: str
    synthetic: bool
    checked: tuple[CheckedFigure, ...]


def make_evidence(survey: Survey, path: Path, run_id: str = "") -> Path:
    """Write the bundle of an estimates run (the newest)."""
    survey.require(Action.PUBLISH)
    run = read_estimates_run(survey, run_id)
    weighting = read_weighting_run(survey, run.weighting_run)
    margins = [asdict(one) for one in read_margins(survey.store, ADULT)]
    indicators = [
        {**vars(one), "labels": dict(one.labels)} for one in current_indicators(survey).indicators
    ]
    files = {
        _PEOPLE: _people_csv(survey, weighting.run_id),
        _ESTIMATES: csv_of(read_estimates(survey, run.run_id)),
        "margins.json": _json(margins),
        "indicators.json": _json(indicators),
        "weighting.json": _json(asdict(weighting)),
    }
    manifest = {
        "format": FORMAT,
        "survey": survey.info.survey_id,
        "wave": survey.info.wave,
        "synthetic": survey.info.synthetic,
        "run": run.run_id,
        "files": {name: _hash(text) for name, text in files.items()},
    }
    write_whole(path, _zip({_MANIFEST: _json(manifest), **files}))
    survey.note("evidence", {"name": path.name, "run": run.run_id})
    return path


def check_evidence(path: Path) -> EvidenceCheck:
    """Recompute what the bundle can show; ``SurveyError`` names the first thing that is wrong."""
    texts = _read_bundle(path)
    try:
        manifest = json.loads(texts[_MANIFEST])
        for name, digest in manifest["files"].items():
            if _hash(texts[name]) != digest:
                raise SurveyError("publication.evidence-altered", part=name, name=path.name)
        people = list(csv.DictReader(io.StringIO(texts[_PEOPLE])))
        published = list(csv.DictReader(io.StringIO(texts[_ESTIMATES])))
        checked = tuple(_check_figures(people, published))
        return EvidenceCheck(manifest["run"], bool(manifest["synthetic"]), checked)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise SurveyError("publication.not-evidence", name=path.name) from trouble


def _check_figures(
    people: list[dict[str, str]], published: list[dict[str, str]]
) -> list[CheckedFigure]:
    """Weighted means by city and domain against the published ones."""
    columns = [name for name in people[0] if name.startswith("figure:")]
    figures = {name.removeprefix("figure:"): name for name in columns}
    sums: dict[tuple[str, str, str], tuple[float, float]] = {}
    for person in people:
        weight = float(person["weight"])
        places = [("city", "330400"), *((name, person[name]) for name in DOMAINS)]
        for key, column in figures.items():
            if not person[column]:
                continue
            value = float(person[column])
            for place in places:
                above, below = sums.get((key, *place), (0.0, 0.0))
                sums[key, *place] = (above + weight * value, below + weight)
    found: list[CheckedFigure] = []
    for row in published:
        place = (f"{row['indicator']}/{row['reading']}", row["domain_variable"], row["domain"])
        if row["variant"] != "main" or place not in sums or not row["estimate"]:
            continue
        above, below = sums[place]
        one = CheckedFigure(row["indicator"], *place[1:], float(row["estimate"]), above / below)
        if abs(one.published - one.recomputed) > _SAME * max(1.0, abs(one.published)):
            raise SurveyError(
                "publication.figure-differs",
                indicator=one.indicator,
                domain=one.domain,
                published=one.published,
                recomputed=one.recomputed,
            )
        found.append(one)
    return found


def _people_csv(survey: Survey, weighting_run: str) -> str:
    """One row per interview: weight, domains, figures in the published unit; no ids."""
    cases = read_cases(survey)
    final = {one.iid: one.final for one in read_weights(survey.store, weighting_run)}
    frame = cases.frame
    used = (frame["status"] == INTERVIEW).to_numpy()
    asked = [one for one in current_indicators(survey).of_source("interviews") if one.kind != RATIO]
    figures = read_figures(frame, cases.tables.kinds, asked, used)
    values = {
        f"figure:{one.indicator.key}/{one.reading}": one.values * scale_of(one.indicator)
        for one in figures
    }
    codes = _anonymous(frame)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["row", "stratum", "psu", "weight", *DOMAINS, *values])
    for number in range(len(frame)):
        if not used[number]:
            continue
        domains = [_text(frame[column].iloc[number]) for column in DOMAINS.values()]
        numbers = [
            "" if v[number] != v[number] else repr(float(v[number])) for v in values.values()
        ]
        weight = repr(float(final[frame["iid"].iloc[number]]))
        stratum = frame["stratum"].iloc[number]
        writer.writerow([number, stratum, codes[number], weight, *domains, *numbers])
    return target.getvalue()


def _anonymous(frame: pd.DataFrame) -> list[int]:
    """Communities as numbers in order of appearance."""
    known: dict[str, int] = {}
    return [known.setdefault(str(name), len(known) + 1) for name in frame["psu"]]


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else vars(value)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _zip(files: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, _FIXED_DATE), text.encode(), zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def _read_bundle(path: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise SurveyError("publication.not-evidence", name=path.name)
            return {name: archive.read(name).decode() for name in archive.namelist()}
    except FileNotFoundError as trouble:
        raise SurveyError("core.no-such-file", name=path.name) from trouble
    except (zipfile.BadZipFile, OSError, ValueError) as trouble:
        raise SurveyError("publication.not-evidence", name=path.name) from trouble
