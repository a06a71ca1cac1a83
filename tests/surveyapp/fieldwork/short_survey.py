"""A small survey in the field: one laptop, three households, a short form."""

from __future__ import annotations

from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat
from surveyapp.operators import Operator, Role
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.store.sampling import Assignment, write_assignments
from surveyapp.survey import LAPTOP, SurveyInfo, create_survey


class Ticking:
    """A clock that goes on by one second at each look."""

    def __init__(self, now=1_790_000_000.0):
        self.now = now

    def __call__(self):
        self.now += 1
        return self.now


YES_NO = (Choice("yes", {"zh": "是", "en": "Yes"}), Choice("no", {"zh": "否", "en": "No"}))
FORM = Questionnaire(
    "short",
    "演示问卷",
    "1",
    ("zh", "en"),
    "zh",
    (
        Question("legal_basis", "hidden", default="consent"),
        Question("consent", "select_one", {"zh": "同意吗"}, list_name="yes_no", required="yes"),
        Question("age", "integer", {"zh": "年龄"}, required="yes", relevant="${consent} = 'yes'"),
        Group(
            "main",
            (
                Question(
                    "air",
                    "select_one",
                    {"zh": "空气"},
                    list_name="shuffled",
                    required="yes",
                    parameters={"randomize": "true"},
                ),
                Question("bags", "integer", {"zh": "袋"}, required="yes"),
                Question("twice", "calculate", calculation="${bags} * 2"),
                Repeat("cars", (Question("brand", "text", {"zh": "品牌"}),), {"zh": "车"}),
                Question("remark", "text", {"zh": "意见"}),
            ),
            relevant="${age} >= 18",
        ),
    ),
    {
        "yes_no": YES_NO,
        "shuffled": tuple(Choice(name, {"zh": name}) for name in "abcdefgh"),
    },
)


def assign(survey, number):
    one = Assignment(
        f"as{number}",
        f"330402-C001-H0000{number}",
        survey.device_id,
        "张三",
        "short",
        f"{number}" * 32,
        "issued",
        "2026-11-23T00:00:00Z",
        None,
        {"kish": "C", "psu": "330402-C001", "purpose": "main"},
    )
    write_assignments(survey.store, [one])


def make_laptop(path, **parts):
    info = SurveyInfo({"zh": "演示"}, "2025", role=LAPTOP, office="330402", synthetic=True)
    survey = create_survey(path, info, Operator("op-1", "张三", Role.SURVEYOR), **parts)
    add_questionnaire(survey.store, FORM, survey.clock.iso(), state=PUBLISHED)
    for number in range(1, 4):
        assign(survey, number)
    return survey
