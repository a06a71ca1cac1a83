"""Models and tests over many designs against R survey 4.1-1 (`data/r_cases.R`)."""

import pytest

from tests.weights.reference import agree, design, r_cases, r_names
from weights import Design
from weights.comparisons import rank_test, table_test, two_groups
from weights.regression import fit_model, term_test

TOL = 1e-9
FAMILIES = {"gaussian": "linear", "quasibinomial": "logistic", "quasipoisson": "poisson"}


def compare(found, expected, tol=TOL):
    agree([found.statistic, found.p_value], [expected["statistic"], expected["p"]], tol)
    agree(found.degrees, expected["degrees"], tol)


@pytest.mark.parametrize("name", [n for n in r_cases() if n.startswith("model|")])
def test_models(name):
    _, designed, family, formula = name.split("|")
    expected = r_cases()[name]
    y, x = formula.split(" ~ ")
    model = fit_model(design(designed), y, x.split(" + "), FAMILIES[family])
    found = model.coefficients
    names = [row.variable.replace("stype", "stype") for row in found]
    assert names == expected["names"]
    # R's summary and confidence limits use the dispersion of the last iteration but one
    agree(found.values(), expected["est"], 1e-8)
    agree(found.errors(), expected["se"], 1e-7)
    assert model.df_residual == expected["df"]
    agree(model.p_values, expected["p"], 1e-6)
    agree([row.low for row in found], expected["low"], 1e-6)
    agree([row.high for row in found], expected["high"], 1e-6)


@pytest.mark.parametrize("name", r_names("term"))
def test_several_coefficients_at_once(name):
    columns = name.split(".")[2].split("+")
    model = fit_model(design("clus1"), "api00", ["stype", "meals", "ell"])
    compare(term_test(model, columns), r_cases()[name])


@pytest.mark.parametrize("name", r_names("table"))
def test_independence(name):
    _, designed, row, column, statistic = name.split(".")
    found = table_test(design(designed).using(degrees="design"), row, column, statistic)
    compare(found, r_cases()[name], 1e-8 if statistic == "saddlepoint" else TOL)


@pytest.mark.parametrize("name", r_names("groups"))
def test_two_groups(name):
    _, designed, y, group = name.split(".")
    found = two_groups(design(designed), y, group)
    compare(found, r_cases()[name])
    agree([found.estimate], [r_cases()[name]["est"]], TOL)


@pytest.mark.parametrize("name", [*r_names("ranks"), *r_names("ranks_many")])
def test_ranks(name):
    kind, designed, y, group, score = name.split(".")
    score = {"KruskalWallis": "wilcoxon"}.get(score, score.lower())
    expected = r_cases()[name]
    found = rank_test(design(designed), y, group, score)
    if kind == "ranks_many":
        # R prints the Wald statistic before it is divided by its degrees of freedom
        expected = {**expected, "statistic": expected["statistic"] / expected["degrees"][0]}
    compare(found, expected)


def test_a_model_of_a_calibrated_design_sees_every_row():
    frame = design("clus1").frame
    start = Design.from_frame(frame, "pw", clusters="dnum", fpc="fpc")
    assert fit_model(start, "api00", ["meals"]).used.all()
