"""New surveys from a template: everything a city needs to begin, in one step.

A template goes the first steps of the road through the rooms' own functions, so that nothing in
a new survey comes from anywhere else than what a designer could do by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from surveyapp.fieldwork.questionnaires import add_shipped
from surveyapp.operators import Operator
from surveyapp.population.harmonise import harmonise_survey
from surveyapp.population.reading import import_margins, shipped_margins
from surveyapp.survey import StatutoryHeader, Survey, SurveyInfo, create_survey

if TYPE_CHECKING:
    from surveyapp.clock import Clock

JIAXING = "jiaxing"

_TITLE = {
    "zh": "嘉兴市生态文明建设公众调查",
    "en": "Jiaxing public survey on ecological civilisation",
}
_DEMONSTRATION = {"zh": "【演示数据】", "en": "[synthetic] "}


@dataclass(frozen=True)
class Occasion:
    """What is new in a survey made from a template; the rest the template knows."""

    wave: str
    legal_basis: str = "statutory"
    header: StatutoryHeader = field(default_factory=StatutoryHeader)
    synthetic: bool = False


def create_jiaxing(
    path: Path,
    operator: Operator,
    occasion: Occasion,
    *,
    passphrase: str | None = None,
    clock: Clock | None = None,
) -> Survey:
    """Make a survey with the census margins, the shipped forms and the indicator set.

    Where any step fails, the file that was begun is removed.
    """
    title = {
        language: (_DEMONSTRATION[language] if occasion.synthetic else "") + text
        for language, text in _TITLE.items()
    }
    info = SurveyInfo(
        title,
        occasion.wave,
        template=JIAXING,
        legal_basis=occasion.legal_basis,
        header=occasion.header,
        synthetic=occasion.synthetic,
    )
    survey = create_survey(path, info, operator, passphrase=passphrase, clock=clock)
    try:
        with survey.store.transaction():
            import_margins(survey, shipped_margins())
            harmonise_survey(survey)
            add_shipped(survey)
    except BaseException:
        survey.close()
        for leftover in path.parent.glob(f"{path.name}*"):
            leftover.unlink()
        raise
    return survey
