"""Designs: what their parts mean, and that they say what they did."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.weights.reference import agree, cases, design, table
from tests.weights.test_reference_estimates import compare
from weights import Design, generator
from weights.standardisation import standardise


def test_collapsing_joins_the_lonely_stratum_and_records_it():
    start = design("publone").frame
    found = Design.from_frame(start, "bw", "stratum", "psu", lonely="collapse")
    by_hand = Design.from_frame(
        start.assign(stratum=start.stratum.replace(72, 71)), "bw", "stratum", "psu"
    )
    assert found.records[0].settings["joined"] == (("72", "71"),)
    assert found.mean("sat")[0].se == pytest.approx(by_hand.mean("sat")[0].se, rel=1e-12)
    assert found.mean("sat")[0].df == by_hand.mean("sat")[0].df


def test_weights_follow_from_the_population_counts_of_every_stage():
    frame = table("mu284")
    drawn = frame.groupby("id1").id2.transform("nunique")
    expected = frame.n1 / frame.id1.nunique() * frame.n2 / drawn
    np.testing.assert_allclose(design("mu").weights, expected)


def test_strata_of_several_columns_are_crossed():
    frame = table("pubsurvey")
    crossed = Design.from_frame(frame, "bw", ("district", "urb"), "psu")
    assert crossed.layout.stages[0].strata == frame.groupby(["district", "urb"]).ngroups


def test_standardised_domains_agree_with_r():
    case = cases()["domain.standardized"]
    call = case["call"]["standardize"]
    ages = ["0_19", "19_39", "39_59", "59_Inf"]
    standard = dict(zip(ages, call["population"], strict=True))
    labels = {"(0,19]": "0_19", "(19,39]": "19_39", "(39,59]": "39_59", "(59,Inf]": "59_Inf"}
    start = design("nhd").assign(agecat=lambda f: f.agecat.replace(labels))
    found = standardise(start, "agecat", ("race", "RIAGENDR"), standard, "HI_CHOL").mean(
        "HI_CHOL", by=("race", "RIAGENDR")
    )
    names = [", ".join(f"{key}={value}" for key, value in row.domain) for row in found]
    order = [names.index(group) for group in case["expect"]["groups"]]
    compare(found.take(order), case["expect"], case["rel_tol"])


def test_nonresponse_keeps_every_sampled_psu_in_the_variance():
    found = design("puball").adjust_nonresponse("resp", by=("district", "age"))
    row = found.mean("sat")[0]
    alone = found.frame.assign(w=found.weights)
    alone = Design.from_frame(
        alone[alone.resp == 1].reset_index(drop=True), "w", "stratum", "psu", lonely="adjust"
    )
    assert row.n == 805
    assert row.estimate == pytest.approx(alone.mean("sat")[0].estimate)
    assert row.se == pytest.approx(alone.mean("sat")[0].se, rel=0.1)


@pytest.mark.parametrize("method", ["classes", "propensity", "propensity classes"])
def test_nonresponse_by_linearisation_is_near_the_jackknife(method):
    found = design("puball").adjust_nonresponse("resp", by=("age", "urb"), method=method)
    linear = found.mean("sat")[0]
    jackknife = found.replicate("JKn").mean("sat")[0]
    assert jackknife.estimate == pytest.approx(linear.estimate)
    assert jackknife.se == pytest.approx(linear.se, rel=0.1)


def test_unknown_eligibility_goes_to_the_known_and_the_ineligible_leave():
    frame = pd.DataFrame(
        {
            "w": np.ones(8),
            "status": ["in"] * 3 + ["out"] + ["unknown"] * 4,
            "y": np.arange(8.0),
        }
    )
    found = Design.from_frame(frame, "w").adjust_eligibility("status", ["unknown"], ["out"])
    assert found.weights.tolist() == [2.0, 2.0, 2.0, 0, 0, 0, 0, 0]


def test_households_keep_one_weight():
    frame = table("apiclus1").assign(house=lambda f: np.arange(len(f)) // 3)
    found = Design.from_frame(frame, "pw", clusters="dnum").calibrate(
        {"stype": {"E": 4421, "H": 755, "M": 1018}}, equal_within="house"
    )
    spread = pd.Series(found.weights).groupby(frame.house).agg(np.ptp)
    assert spread.max() < 1e-9
    assert found.total("stype").values() == pytest.approx([4421, 755, 1018])


def test_trimming_can_keep_the_margins():
    margins = cases()["rake.pub_exact"]["adjust"][0]["margins"]
    found = design("pub").rake(margins).trim(200.0, 900.0, redistribute="margins")
    assert found.weights.max() <= 900.0 + 1e-6
    assert found.weights.min() >= 200.0 - 1e-6
    assert all(abs(line.after - line.target) < 1e-3 for line in found.records[-1].margins)


def test_threads_and_a_dask_cluster_give_the_same_numbers():
    from dask.distributed import Client, LocalCluster
    from joblib import parallel_config

    margins = {"age": cases()["replicate.jkn_pub_poststrat"]["adjust"][0]["population"]}
    start = design("pub").replicate("bootstrap", 200, generator(5)).rake(margins)
    threads = start.mean(["sat", "spend"], by="district").errors()
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
        parallel_config("dask"),
    ):
        again = design("pub").replicate("bootstrap", 200, generator(5)).rake(margins)
        agree(again.mean(["sat", "spend"], by="district").errors(), threads, 1e-12)
        assert len(cluster.scheduler.transition_log) > 0


def test_replicates_run_in_the_processes_of_a_dask_cluster(tmp_path):
    import os

    from dask.distributed import Client, LocalCluster
    from joblib import parallel_config

    def mean_that_signs(frame, weights):
        (tmp_path / str(os.getpid())).touch()
        return np.average(frame.sat, weights=weights)

    start = design("pub").replicate("bootstrap", 64, generator(5))
    threads = start.replicate_statistic(mean_that_signs)[0]
    assert {path.name for path in tmp_path.iterdir()} == {str(os.getpid())}
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
        parallel_config("dask"),
    ):
        workers = {str(pid) for pid in client.run(os.getpid).values()}
        again = start.replicate_statistic(mean_that_signs)[0]
    assert len(workers) == 2
    signed = {path.name for path in tmp_path.iterdir()} - {str(os.getpid())}
    assert signed
    assert signed <= workers
    agree([again.estimate, again.se], [threads.estimate, threads.se], 1e-12)


def test_the_first_analysis_of_the_readme_runs(capsys):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    section = readme.split("## First analysis in a notebook", 1)[1]
    code = section.split("```python\n", 1)[1].split("```", 1)[0]
    exec(compile(code, "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "raking(margins=('sex',)" in shown
    for column in ("estimate", "se", "df", "cv", "deff", "n eff", "interval korn-graubard"):
        assert column in shown
    assert shown.splitlines()[-1].startswith("['")


def test_importing_loads_neither_scipy_nor_statsmodels():
    code = "import weights, sys; print([m for m in ('scipy', 'statsmodels') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_first_analysis_of_the_docstring_runs():
    import doctest

    import weights.design

    for module in (weights, weights.design):
        ran = doctest.testmod(module)
        assert (ran.failed, ran.attempted >= 5) == (0, True)
