"""The synthetic wave 2024: another sample of other synthetic people, estimated the same way."""

from __future__ import annotations

import json
from pathlib import Path

from surveyapp.analysis.estimation import Conditions, estimate_figures
from surveyapp.analysis.indicator_sets import current_indicators
from surveyapp.analysis.readings import read_figures
from surveyapp.analysis.recipes import default_recipe
from surveyapp.analysis.waves import FORMAT, comparison_basis
from surveyapp.analysis.weighting import weigh
from surveyapp.demonstration.samples import cases_frame, kinds_of
from surveyapp.fieldwork.questionnaires import open_questionnaire
from surveyapp.fieldwork.synthetic.model import MODEL_MARGINS, RespondentModel
from surveyapp.fieldwork.synthetic.parameters import WAVE_2024
from surveyapp.files import write_text
from surveyapp.population.harmonise import adult_margins
from surveyapp.sampling.draw import draw_stages, drawn_households
from surveyapp.sampling.frame import COMMUNITY, current_frame
from surveyapp.sampling.plan import current_plan
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.store.sampling import read_units
from surveyapp.survey import Survey

_WAVE = "2024"
_FIGURES = ("estimate", "se", "df", "low", "high", "n")
_PLACE = ("indicator", "domain_variable", "domain", "reading")


def write_earlier_wave(survey: Survey, path: Path, seed: int) -> Path:
    """Write the synthetic wave's figures in the form that ``import_wave`` reads."""
    import numpy as np

    frame = current_frame(survey)
    communities = read_units(survey.store, COMMUNITY, frame.frame_id)
    drawn = drawn_households(*draw_stages(current_plan(survey), frame, communities, seed - 1))
    model = RespondentModel.fit(adult_margins(survey, MODEL_MARGINS), WAVE_2024)
    cases = cases_frame(drawn, model, np.random.default_rng(seed - 1))
    recipe = default_recipe(survey)
    design = weigh(cases, recipe, adult_margins(survey, recipe.margins)).design
    row = next(
        one for one in read_questionnaires(survey.store) if not one.form_id.endswith("_audit")
    )
    kinds = kinds_of(open_questionnaire(survey, row.hash))
    asked = [
        one
        for one in current_indicators(survey).of_source("interviews")
        if one.primary_of or one.primary
    ]
    used = (design.frame["status"] == "interview").to_numpy()
    rows = estimate_figures(design, read_figures(design.frame, kinds, asked, used), Conditions())
    basis = comparison_basis(survey)
    plain = {
        "format": FORMAT,
        "wave": _WAVE,
        "title": "演示数据 2024 / synthetic wave 2024",
        "source": "演示数据 / synthetic",
        "synthetic": True,
        "modes": basis.modes,
        "season": basis.season,
        "wording": dict(basis.wording),
        "estimates": [{name: getattr(one, name) for name in (*_PLACE, *_FIGURES)} for one in rows],
    }
    write_text(path, json.dumps(plain, ensure_ascii=False, indent=1))
    return path
