"""A weighting recipe: what is done to the base weights, in which order, with which limits.

base → eligibility → nonresponse by class → raking within district → trimming. A recipe is named by
the hash of its canonical text, so two runs with one recipe are known to have done the same.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from surveyapp.survey import Survey

CALIBRATORS = ("sex_age", "education", "occupation", "residence")
"""Adult margins that can be raked to, the one that must always be there first."""
OLD_STRUCTURE = ("sex_age",)
"""What is left of the margins in the sensitivity analysis."""


@dataclass(frozen=True)
class Recipe:
    """How base weights become final ones.

    Attributes:
        name: for people.
        margins: adult margins to rake to, each within its district.
        classes: columns whose combinations are the classes for eligibility and nonresponse.
        least_in_class: fewer interviews than this in a class join it to its whole district.
        least_in_category: a margin's category with fewer interviews in a district is joined to
            the nearest one (the smaller where the categories have no order).
        trim_above: weights above this multiple of the median are cut, margins kept; None: never.
        hot_deck_seed: of the donors for refused education or occupation.
        lonely: what a stratum with one PSU contributes to the variance.
        interval: of proportions.
        confidence: of the two-sided intervals.
    """

    name: str = "standard"
    margins: tuple[str, ...] = ("sex_age", "education", "occupation")
    classes: tuple[str, ...] = ("stratum",)
    least_in_class: int = 5
    least_in_category: int = 5
    trim_above: float | None = 5.0
    hot_deck_seed: int = 2025
    lonely: str = "adjust"
    interval: str = "korn-graubard"
    confidence: float = 0.95

    def to_json(self) -> str:
        """The canonical text."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Read what ``to_json`` wrote."""
        plain = json.loads(text)
        plain["margins"], plain["classes"] = tuple(plain["margins"]), tuple(plain["classes"])
        return cls(**plain)

    @property
    def content_hash(self) -> str:
        """The name of this recipe among machines."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def without_structure(self) -> Recipe:
        """The same recipe with sex and age alone, as before education and occupation."""
        return replace(self, name=f"{self.name}, sex × age", margins=OLD_STRUCTURE)


def default_recipe(survey: Survey) -> Recipe:
    """The recipe that fits the survey's design."""
    if survey.info.design == "quota":
        # Nothing was drawn with a known probability, so nobody's silence can be adjusted for.
        return Recipe(name="quota", classes=())
    return Recipe()
