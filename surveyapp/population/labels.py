"""The words for variables and categories of people, as tables, plots and reports show them."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.population.districts import names_of
from surveyapp.words import N_, _, text_of

_VARIABLES: Mapping[str, str] = {
    "city": N_("Whole city"),
    "district": N_("District"),
    "sex": N_("Sex"),
    "age_band": N_("Age"),
    "sex_age": N_("Sex and age"),
    "education": N_("Education"),
    "occupation": N_("Occupation"),
    "residence": N_("Residence"),
    "total": N_("Adults"),
}

_CATEGORIES: Mapping[str, str] = {
    "male": N_("Men"),
    "female": N_("Women"),
    "urban": N_("Urban"),
    "rural": N_("Rural"),
    "junior_or_less": N_("Junior secondary or less"),
    "senior_secondary": N_("Senior secondary"),
    "junior_college": N_("Junior college"),
    "bachelor_plus": N_("Bachelor or higher"),
    "leader_professional": N_("Leaders and professionals"),
    "clerk": N_("Clerks"),
    "service": N_("Services"),
    "agriculture": N_("Agriculture"),
    "production": N_("Production"),
    "not_employed": N_("Not employed"),
    "18-29": N_("18–29"),
    "30-39": N_("30–39"),
    "40-49": N_("40–49"),
    "50-59": N_("50–59"),
    "60+": N_("60 and over"),
}


def variable_label(variable: str) -> str:
    """The name of a variable in the language in use; the key itself where it has none."""
    return _(_VARIABLES[variable]) if variable in _VARIABLES else variable


def category_label(category: str) -> str:
    """The name of a category, a district code or a sex-by-age cell in the language in use."""
    if "|" in category:
        return " ".join(category_label(part) for part in category.split("|"))
    if category in _CATEGORIES:
        return _(_CATEGORIES[category])
    return text_of(names_of(category))
