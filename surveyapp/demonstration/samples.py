"""A sample of synthetic people as the frame that is weighed, without any file.

The earlier wave of the demonstration and the coverage study go through the same weighting and
estimation as real interviews; only the way of the answers into the frame is shorter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from questionnaires.model import Questionnaire
from surveyapp.analysis.cases import INELIGIBLE, INTERVIEW, NONRESPONSE
from surveyapp.fieldwork.synthetic.answers import REFUSED
from surveyapp.fieldwork.synthetic.model import RespondentModel
from surveyapp.population.harmonise import EDUCATION_GROUPS, OCCUPATION_GROUPS, age_band
from surveyapp.sampling.draw import DrawnHousehold

if TYPE_CHECKING:
    import pandas as pd
    from numpy.random import Generator

STATUS: Mapping[str, str] = {
    "complete": INTERVIEW,
    "refusal": NONRESPONSE,
    "noncontact": NONRESPONSE,
    "not_eligible": INELIGIBLE,
}


def units_frame(drawn: Sequence[DrawnHousehold]) -> pd.DataFrame:
    """Drawn households as the respondent model wants them: district, residence, psu."""
    import pandas as pd

    return pd.DataFrame(
        {
            "district": [one.district for one in drawn],
            "residence": [one.stratum.split("|")[1] for one in drawn],
            "psu": [one.community for one in drawn],
        }
    )


def cases_frame(
    drawn: Sequence[DrawnHousehold], model: RespondentModel, rng: Generator
) -> pd.DataFrame:
    """One row per drawn household with everything that weighting and estimation read."""
    people = model.draw_households(units_frame(drawn), rng).astype(object)
    interviewed = people["outcome"] == "complete"
    said = people.where(people != REFUSED).where(interviewed)
    frame = said.assign(
        iid=[one.unit_id for one in drawn],
        unit_id=[one.unit_id for one in drawn],
        district=[one.district for one in drawn],
        stratum=[one.stratum for one in drawn],
        psu=[one.community for one in drawn],
        residence=people["residence"],
        probability=[one.probability for one in drawn],
        adults=said["adults"].astype(float),
        status=[STATUS[outcome] for outcome in people["outcome"]],
        age_band=[age_band(int(age)) for age in people["age"]],
        education_group=[EDUCATION_GROUPS.get(one) for one in said["education"]],
        occupation_group=[OCCUPATION_GROUPS.get(one) for one in said["occupation"]],
    )
    frame["sex_age"] = people["sex"].astype(str) + "|" + frame["age_band"].astype(str)
    numbers = [name for name in frame if str(name).startswith("disp_")]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def kinds_of(questionnaire: Questionnaire) -> dict[str, str]:
    """Kind of question by name, as the wide table of interviews gives it."""
    return {question.name: question.kind for _path, question in questionnaire.questions()}
