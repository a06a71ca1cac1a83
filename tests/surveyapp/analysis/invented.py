"""A small synthetic survey with everything that analysis reads, made without a laptop."""

import os
import uuid
from dataclasses import replace

import numpy as np
import pandas as pd

from surveyapp.fieldwork.questionnaires import add_shipped
from surveyapp.fieldwork.synthetic.model import MODEL_MARGINS, RespondentModel
from surveyapp.fieldwork.synthetic.parameters import (
    DISPOSABLE_ITEMS,
    PARTICIPATION_ITEMS,
    SATISFACTION_ITEMS,
    ModelParameters,
)
from surveyapp.operators import Operator, Role
from surveyapp.population.harmonise import adult_margins, harmonise_survey
from surveyapp.population.reading import import_margins, shipped_margins
from surveyapp.revisions import NOTHING_BEFORE, ClosedLeaf, FreeLeaf, Header, make_revision
from surveyapp.sampling.draw import draw_sample
from surveyapp.sampling.frame import synthetic_frame
from surveyapp.sampling.plan import make_area_plan
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.store.revisions import insert_revisions
from surveyapp.store.sampling import Assignment, write_assignments
from surveyapp.survey import SurveyInfo, create_survey

FORM = "jiaxing_public"
DISPOSITIONS = {"complete": "1.10", "refusal": "2.11", "noncontact": "2.20", "not_eligible": "4.60"}
DESIGNER = Operator("designer", "设计员", Role.DESIGNER)
SECTIONS = {
    "section_profile": ("district", "sex", "education", "occupation", "residence"),
    "section_awareness": ("aware_creation", "aware_water", "aware_air"),
    "section_participation": tuple(PARTICIPATION_ITEMS),
    "section_satisfaction": (*SATISFACTION_ITEMS, "confidence", "change"),
    "section_disposables": tuple(DISPOSABLE_ITEMS),
}
PLACES = {name: f"{section}/{name}" for section, names in SECTIONS.items() for name in names}


def make_survey(path, *, wave="2025", design="area", permille=0.35, seed=7):
    """A survey with margins, plan, draw and forms; nobody interviewed yet."""
    info = SurveyInfo({"zh": "演示数据", "en": "synthetic"}, wave, synthetic=True, design=design)
    survey = create_survey(path, info, DESIGNER)
    import_margins(survey, shipped_margins())
    harmonise_survey(survey)
    add_shipped(survey)
    make_area_plan(survey, permille=permille)
    synthetic_frame(survey, seed)
    draw_sample(survey, seed)
    return survey


def interview(survey, parameters=None, *, seed=11, month="2025-10"):
    """Let the respondent model answer for every drawn household; gives the people."""
    from surveyapp.sampling.draw import read_drawn

    drawn = read_drawn(survey)
    units = pd.DataFrame(
        {
            "district": [one.district for one in drawn],
            "residence": [one.stratum.split("|")[1] for one in drawn],
            "psu": [one.community for one in drawn],
            "unit_id": [one.unit_id for one in drawn],
            "stratum": [one.stratum for one in drawn],
        }
    )
    model = RespondentModel.fit(
        adult_margins(survey, MODEL_MARGINS), parameters or ModelParameters()
    )
    people = model.draw_households(units, np.random.default_rng(seed))
    people["iid"] = [uuid.UUID(int=k).hex for k in range(1, len(people) + 1)]
    _assign(survey, people)
    insert_revisions(survey.store, _revisions(survey, people, month), None, f"{month}-20T00:00:00Z")
    return people


def _assign(survey, people):
    write_assignments(
        survey.store,
        [
            Assignment(
                one.iid,
                one.unit_id,
                b"\1" * 16,
                "surveyor",
                FORM,
                one.iid,
                "issued",
                "2025-09-01T00:00:00Z",
                body={"psu": one.psu, "stratum": one.stratum},
            )
            for one in people.itertuples()
        ],
    )


def _revisions(survey, people, month):
    digest = next(q.hash for q in read_questionnaires(survey.store) if q.form_id == FORM)
    empty = Header(
        "", b"\1" * 16, 1, 1, 1, "surveyor", "final", FORM, digest, survey.info.wave, "",
        "face_to_face", "", NOTHING_BEFORE, (), f"{month}-15T10:00:00Z", 1,
    )  # fmt: skip
    made = []
    for number, row in enumerate(people.to_dict("records"), 1):
        header = replace(
            empty,
            iid=row["iid"],
            unit=row["unit_id"],
            seq=number,
            hlc=number,
            disposition=DISPOSITIONS[row["outcome"]],
        )
        met = row["outcome"] == "complete"
        leaf = ClosedLeaf(
            _answers(row) if met else {},
            selection={"adults": int(row["adults"])} if met else {},
            salt=os.urandom(16).hex(),
        )
        made.append(make_revision(header, leaf, FreeLeaf()))
    return made


def _answers(row):
    answers = {"consent": "yes", "age": int(row["age"])}
    for name, place in PLACES.items():
        value = row.get(name)
        if value == "!refused":
            answers[place] = {"special": "refused"}
        elif name.startswith("part_"):
            answers[place] = value.split()
        elif name.startswith("disp_"):
            answers[place] = int(value)
        else:
            answers[place] = value
    return {path: value for path, value in answers.items() if value is not None}
