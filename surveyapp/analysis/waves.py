"""Two waves side by side: an earlier one comes in as its published estimates.

Waves that differ in mode, season or wording are not compared: the reasons are given instead of a
difference. Samples of different waves are taken as independent.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from questionnaires.expressions import parse
from questionnaires.method import IndicatorRow
from questionnaires.model import Questionnaire
from surveyapp.analysis.indicator_sets import current_indicators
from surveyapp.analysis.results import (
    DISTRICT_DOMAIN,
    MAIN,
    EstimateRow,
    RunInfo,
    WaveDifference,
)
from surveyapp.analysis.wide_tables import read_wide_tables
from surveyapp.errors import SurveyError
from surveyapp.exchange.writing import app_version
from surveyapp.files import write_text
from surveyapp.findings import Finding
from surveyapp.operators import Action
from surveyapp.store.runs import (
    FigureRow,
    RunRow,
    read_figures,
    read_runs,
    write_figures,
    write_run,
)
from surveyapp.survey import Survey

if TYPE_CHECKING:
    from weights import Estimate

WAVE = "wave"
FORMAT = "survey-wave-1"
_SEASONS = ("winter", "spring", "summer", "autumn")
_FIGURES = ("estimate", "se", "df", "low", "high")


@dataclass(frozen=True)
class ComparisonBasis:
    """What has to be the same in two waves before their figures may be subtracted."""

    modes: tuple[str, ...]
    """Modes with at least a tenth of the interviews, in alphabetical order."""
    season: str
    wording: Mapping[str, str]
    """Indicator to fingerprint of its questions, choices and definition."""


@dataclass(frozen=True)
class EarlierFigure:
    """One published figure of an earlier wave."""

    indicator: str
    domain_variable: str
    domain: str
    reading: str
    estimate: float | None
    se: float | None = None
    df: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True)
class Wave:
    """An earlier wave as it was imported."""

    wave: str
    title: str
    source: str
    synthetic: bool
    basis: ComparisonBasis
    figures: tuple[EarlierFigure, ...]
    run_id: str = ""
    imported_at: str = ""
    confidence: float = 0.95
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


def comparison_basis(survey: Survey) -> ComparisonBasis:
    """Mode, season and wording of the survey's current wave."""
    tables = read_wide_tables(survey, current_indicators(survey).form_id)
    made = tables.interviews[tables.interviews["disposition"].str.startswith("1.")]
    return ComparisonBasis(
        _modes(made),
        _season([str(at) for at in made["finished_at"]]),
        {
            one.key: wording_of(one, tables.questionnaire)
            for one in current_indicators(survey).of_source("interviews")
        },
    )


def wording_of(indicator: IndicatorRow, questionnaire: Questionnaire) -> str:
    """A fingerprint of what was asked and how it is counted; labels of every language count."""
    texts = (indicator.base, indicator.expression, indicator.denominator, indicator.unclear_when)
    names = sorted({name for text in texts if text for name in parse(text).references})
    asked: list[Any] = []
    for name in names:
        question = questionnaire.question(name)
        choices = questionnaire.lists.get(question.list_name, ())
        options = [[choice.name, dict(choice.labels)] for choice in choices]
        asked.append([name, question.kind, dict(question.labels), options])
    definition = [*texts, dict(indicator.option_scores)]
    text = json.dumps([asked, definition], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _modes(made: Any) -> tuple[str, ...]:
    counts = Counter(str(mode) for mode in made["mode"])
    total = sum(counts.values())
    return tuple(sorted(mode for mode, n in counts.items() if 10 * n >= total))


def _season(moments: Sequence[str]) -> str:
    """The season in which most interviews ended; winter is December to February."""
    months = Counter(int(at[5:7]) % 12 // 3 for at in moments if len(at) >= 7)
    return _SEASONS[months.most_common(1)[0][0]] if months else ""


def export_wave(survey: Survey, path: Path, run_id: str = "") -> Path:
    """Write a run's city and domain figures for the file of a later wave."""
    from surveyapp.analysis.estimates import read_estimates

    survey.require(Action.EXPORT)
    basis, info = comparison_basis(survey), survey.info
    rows = [row for row in read_estimates(survey, run_id) if row.variant == MAIN]
    plain = {
        "format": FORMAT,
        "wave": info.wave,
        "title": dict(info.title),
        "source": rows[0].run_id,
        "synthetic": info.synthetic,
        "modes": basis.modes,
        "season": basis.season,
        "wording": dict(basis.wording),
        "estimates": [_plain(row) for row in rows if row.source == "interviews"],
    }
    write_text(path, json.dumps(plain, ensure_ascii=False, indent=1))
    survey.note("export wave", {"wave": info.wave, "name": path.name, "figures": len(rows)})
    return path


def _plain(row: EstimateRow) -> dict[str, Any]:
    place = (row.indicator, row.domain_variable, row.domain, row.reading)
    names = ("indicator", "domain_variable", "domain", "reading")
    figures = {name: getattr(row, name) for name in _FIGURES}
    return {**dict(zip(names, place, strict=True)), **figures, "n": row.n}


def import_wave(survey: Survey, path: Path) -> RunInfo:
    """Take an earlier wave's figures into the survey, as a run of its own."""
    survey.require(Action.ANALYSE)
    wave = read_wave_file(path)
    if wave.wave == survey.info.wave:
        raise SurveyError("analysis.same-wave", name=path.name, wave=wave.wave)
    run = RunRow(
        uuid.uuid4().hex,
        WAVE,
        wave.wave,
        "",
        {"file": path.name, "hash": hashlib.sha256(path.read_bytes()).hexdigest()},
        survey.clock.iso(),
        survey.operator.operator_id,
        app_version(),
        {
            "title": wave.title,
            "source": wave.source,
            "synthetic": wave.synthetic,
            "modes": list(wave.basis.modes),
            "season": wave.basis.season,
            "wording": dict(wave.basis.wording),
        },
    )
    with survey.store.transaction():
        write_run(survey.store, run)
        write_figures(survey.store, run.run_id, map(_figure_row, enumerate(wave.figures)))
        detail = {"run": run.run_id, "wave": wave.wave, "figures": len(wave.figures)}
        survey.note("import wave", detail)
    return RunInfo(run.run_id, WAVE, run.wave, run.made_at, run.operator_id, inputs=run.inputs)


def read_wave_file(path: Path) -> Wave:
    """Read what ``export_wave`` wrote, or a file typed from a published report."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["format"] != FORMAT:
            raise SurveyError("analysis.not-a-wave", name=path.name)
        figures = tuple(_figure(one) for one in plain["estimates"])
        basis = ComparisonBasis(
            tuple(sorted(plain.get("modes", ()))), plain.get("season", ""), plain.get("wording", {})
        )
        title = plain.get("title", "")
        return Wave(
            str(plain["wave"]),
            title if isinstance(title, str) else json.dumps(title, ensure_ascii=False),
            str(plain.get("source", "")),
            bool(plain.get("synthetic", False)),
            basis,
            figures,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise SurveyError("analysis.not-a-wave", name=path.name) from trouble


def _figure(plain: Mapping[str, Any]) -> EarlierFigure:
    numbers = {name: None if plain.get(name) is None else float(plain[name]) for name in _FIGURES}
    return EarlierFigure(
        str(plain["indicator"]),
        str(plain["domain_variable"]),
        str(plain["domain"]),
        str(plain.get("reading", "all")),
        **numbers,
        n=int(plain.get("n", 0)),
    )


def _figure_row(numbered: tuple[int, EarlierFigure]) -> FigureRow:
    position, one = numbered
    place = (one.indicator, one.domain_variable, one.domain, one.reading)
    figures = (one.estimate, one.se, one.low, one.high, one.n, None, "")
    return FigureRow(position, *place, *figures, body={"df": one.df})


def read_waves(survey: Survey) -> tuple[Wave, ...]:
    """The earlier waves in the file, the latest wave first; of one wave the newest import."""
    found: dict[str, Wave] = {}
    for run in read_runs(survey.store, WAVE):
        body = run.diagnostics
        basis = ComparisonBasis(tuple(body["modes"]), body["season"], body["wording"])
        figures = tuple(
            EarlierFigure(
                row.indicator,
                row.domain_variable,
                row.domain,
                row.reading,
                row.estimate,
                row.se,
                row.body["df"],
                row.low,
                row.high,
                row.n,
            )
            for row in read_figures(survey.store, run.run_id)
        )
        words = (body["title"], body["source"], body["synthetic"])
        wave = Wave(run.wave, *words, basis, figures, run.run_id, run.made_at)
        found.setdefault(run.wave, wave)
    return tuple(sorted(found.values(), key=lambda one: one.wave, reverse=True))


def earlier_wave(survey: Survey, wave: str = "") -> Wave | None:
    """The wave named, or the latest one before the survey's."""
    for one in read_waves(survey):
        if one.wave == wave or (not wave and one.wave < survey.info.wave):
            return one
    return None


def compare_waves(survey: Survey, run_id: str = "", wave: str = "") -> tuple[WaveDifference, ...]:
    """A run's figures (the newest's) against an earlier wave (the latest), primary readings."""
    from surveyapp.analysis.estimates import read_estimates

    earlier = earlier_wave(survey, wave)
    if earlier is None:
        raise SurveyError("analysis.no-earlier-wave")
    rows = [row for row in read_estimates(survey, run_id) if row.variant == MAIN]
    return compare_rows(survey, rows, earlier)


def compare_rows(
    survey: Survey, rows: Sequence[EstimateRow], earlier: Wave
) -> tuple[WaveDifference, ...]:
    """Differences of every figure that both waves have."""
    basis = comparison_basis(survey)
    before = {(f.indicator, f.domain_variable, f.domain, f.reading): f for f in earlier.figures}
    pairs: list[tuple[EstimateRow, EarlierFigure]] = []
    for row in rows:
        figure = before.get((row.indicator, row.domain_variable, row.domain, row.reading))
        if figure is not None and row.primary_reading and row.source == "interviews":
            pairs.append((row, figure))
    districts = Counter(row.indicator for row, _ in pairs if row.domain_variable == DISTRICT_DOMAIN)
    return tuple(
        compare_figure(
            row,
            figure,
            (earlier.wave, reasons_against(basis, earlier.basis, row.indicator)),
            # District rows are judged together, so their intervals hold together (Dunn, 1961).
            districts[row.indicator] if row.domain_variable == DISTRICT_DOMAIN else 1,
        )
        for row, figure in pairs
    )


def reasons_against(
    now: ComparisonBasis, earlier: ComparisonBasis, indicator: str
) -> tuple[Finding, ...]:
    """Why two waves must not be compared; empty where they may."""
    reasons: list[Finding] = []
    if now.modes != earlier.modes:
        modes = {"now": ", ".join(now.modes), "earlier": ", ".join(earlier.modes)}
        reasons.append(Finding("analysis.modes-differ", "", modes))
    if now.season != earlier.season:
        seasons = {"now": now.season, "earlier": earlier.season}
        reasons.append(Finding("analysis.seasons-differ", "", seasons))
    if now.wording.get(indicator) != earlier.wording.get(indicator):
        reasons.append(Finding("analysis.wording-differs", "", {"indicator": indicator}))
    return tuple(reasons)


def compare_figure(
    row: EstimateRow,
    earlier: EarlierFigure,
    wave: tuple[str, tuple[Finding, ...]],
    together: int = 1,
) -> WaveDifference:
    """Now minus then, as the difference of independent samples; nothing where not comparable."""
    from weights.targets import difference

    name, reasons = wave
    confidence = 1 - (1 - row.confidence) / together
    found = None
    if not reasons:
        then = (earlier.estimate, earlier.se, earlier.df, earlier.n)
        now = (row.estimate, row.se, row.df, row.n)
        found = difference(_estimate(then, confidence), _estimate(now, confidence))
    has = found is not None and found.se is not None and found.low is not None
    return WaveDifference(
        row.indicator,
        row.domain_variable,
        row.domain,
        name,
        earlier.estimate,
        row.estimate,
        found.estimate if found and has else None,
        found.se if found and has else None,
        found.low if found else None,
        found.high if found else None,
        found.df if found and has else None,
        not reasons,
        reasons,
        row.unit,
        earlier.low,
        earlier.high,
    )


def _estimate(
    figures: tuple[float | None, float | None, float | None, int], confidence: float
) -> Estimate:
    """A stored figure as the statistics know it; without df the normal distribution is used."""
    from weights import Estimate

    value, se, df, n = figures
    return Estimate(
        statistic="mean",
        variable="",
        level=None,
        domain=(),
        estimate=value,
        se=se,
        low=None,
        high=None,
        df=float("inf") if df is None else df,
        cv=None,
        deff=None,
        n_effective=None,
        n=n,
        n_weighted=0.0,
        confidence=confidence,
        variance_method="published",
        interval_method="t",
        df_method="published",
    )
