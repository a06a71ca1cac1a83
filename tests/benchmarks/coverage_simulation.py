"""Whether the road is unbiased and its intervals hold: many synthetic samples, one truth.

The respondent model answers anew for each seed in one drawn sample of full size; each sample goes
through the weighting and estimation that a survey goes through, without files. Printed for each
person indicator: the true value, the mean estimate, the bias in standard deviations of the mean,
the mean standard error over the spread of the estimates, and how many 95 % intervals hold the
truth, in the city and over all districts.

Run: python -m tests.benchmarks.coverage_simulation [--seeds 500] [--jobs 2]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from questionnaires.library import PUBLIC_SURVEY, open_shipped
from questionnaires.method import IndicatorRow
from surveyapp.analysis.cases import INELIGIBLE, INTERVIEW, NONRESPONSE
from surveyapp.analysis.estimation import Conditions, estimate_figures
from surveyapp.analysis.readings import read_figures
from surveyapp.analysis.recipes import Recipe
from surveyapp.analysis.weighting import weigh
from surveyapp.analysis.wide_tables import derive_categories
from surveyapp.fieldwork.synthetic.model import MODEL_MARGINS, RespondentModel
from surveyapp.fieldwork.synthetic.parameters import ModelParameters
from surveyapp.operators import Operator, Role
from surveyapp.population.districts import CITY_CODE
from surveyapp.population.harmonise import adult_margins, harmonise_survey
from surveyapp.population.reading import import_margins, shipped_margins
from surveyapp.sampling.draw import draw_sample
from surveyapp.sampling.frame import synthetic_frame
from surveyapp.sampling.plan import make_area_plan
from surveyapp.survey import SurveyInfo, create_survey

# A household is eligible whether or not anybody opens: only empty dwellings are not.
STATUS = {
    "complete": INTERVIEW,
    "refusal": NONRESPONSE,
    "noncontact": NONRESPONSE,
    "not_eligible": INELIGIBLE,
}


@dataclass(frozen=True)
class Ground:
    """What all samples share."""

    units: pd.DataFrame
    margins: dict
    model: RespondentModel
    indicators: tuple[IndicatorRow, ...]
    kinds: dict[str, str]
    recipe: Recipe


def prepare(permille: float = 1.0) -> Ground:
    """Plan and draw once, and fit the model of people."""
    from questionnaires.xlsform import read_workbook

    with tempfile.TemporaryDirectory() as folder:
        operator = Operator("designer", "synthetic", Role.DESIGNER)
        info = SurveyInfo({"en": "synthetic"}, "2025", synthetic=True)
        with create_survey(Path(folder) / "coverage.survey", info, operator) as survey:
            import_margins(survey, shipped_margins())
            harmonise_survey(survey)
            make_area_plan(survey, permille=permille)
            synthetic_frame(survey, 1)
            drawn = draw_sample(survey, 1)
            margins = adult_margins(survey, MODEL_MARGINS)
    units = pd.DataFrame(
        {
            "iid": [one.unit_id for one in drawn],
            "district": [one.district for one in drawn],
            "residence": [one.stratum.split("|")[1] for one in drawn],
            "psu": [one.community for one in drawn],
            "stratum": [one.stratum for one in drawn],
            "probability": [one.probability for one in drawn],
        }
    )
    with open_shipped(PUBLIC_SURVEY) as path:
        reading = read_workbook(path)
    model = RespondentModel.fit(margins, ModelParameters())
    wanted = {one.indicator for one in model.true_values()}
    indicators = tuple(row for row in reading.indicators if row.key in wanted)
    kinds = {question.name: question.kind for _, question in reading.questionnaire.questions()}
    return Ground(units, margins, model, indicators, kinds, Recipe())


def simulate(ground: Ground, seed: int) -> list[tuple[str, str, float, float, float, float]]:
    """One sample: (indicator, district, estimate, se, low, high)."""
    people = ground.model.draw_households(ground.units, np.random.default_rng(seed))
    people = people.replace("!refused", None)
    people["status"] = people["outcome"].map(STATUS)
    answered = (people["status"] == INTERVIEW).to_numpy()
    people["adults"] = people["adults"].where(answered)
    frame = derive_categories(people)
    weighed = weigh(frame, ground.recipe, ground.margins)
    design = weighed.design
    figures = [
        one
        for one in read_figures(design.frame, ground.kinds, ground.indicators, answered)
        if one.is_primary
    ]
    conditions = Conditions(domains={"district": "district"})
    return [
        (row.indicator, row.domain, row.estimate, row.se, row.low, row.high)
        for row in estimate_figures(design, figures, conditions)
    ]


def run(seeds: int, jobs: int) -> list[str]:
    """The table as lines."""
    from joblib import Parallel, delayed

    ground = prepare()
    samples = Parallel(n_jobs=jobs)(delayed(simulate)(ground, seed) for seed in range(seeds))
    truth = {(one.indicator, one.district): one.value for one in ground.model.true_values()}
    found: dict[tuple[str, str], list[tuple[float, float, float, float]]] = defaultdict(list)
    for sample in samples:
        for indicator, district, *figures in sample:
            found[indicator, district].append(tuple(figures))
    lines = [
        "indicator | true | mean estimate | bias / its error | SE ratio | city % | districts %"
    ]
    lines.append("---|---|---|---|---|---|---")
    for row in ground.indicators:
        lines.append(_line(row.key, truth, found))
    return lines


def _line(key, truth, found) -> str:
    values = np.array(found[key, CITY_CODE], dtype=float)
    true = truth[key, CITY_CODE]
    spread = values[:, 0].std(ddof=1)
    error = spread / np.sqrt(len(values))
    held = (values[:, 2] <= true) & (true <= values[:, 3])
    districts = [
        low <= truth[key, district] <= high
        for (indicator, district), rows in found.items()
        if indicator == key and district != CITY_CODE
        for _, _, low, high in rows
    ]
    return " | ".join(
        [
            key,
            f"{true:.3f}",
            f"{values[:, 0].mean():.3f}",
            f"{(values[:, 0].mean() - true) / error:+.2f}",
            f"{values[:, 1].mean() / spread:.3f}",
            f"{100 * held.mean():.1f}",
            f"{100 * np.mean(districts):.1f}",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    started = time.perf_counter()
    for line in run(arguments.seeds, arguments.jobs):
        print(line)
    print(f"{arguments.seeds} samples in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
