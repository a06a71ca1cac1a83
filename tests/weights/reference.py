"""The reference results of R survey and the designs they belong to."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from weights import Design

DATA = Path(__file__).parent / "data"


@cache
def cases() -> dict[str, dict]:
    """All cases by id."""
    document = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in document["cases"]}


@cache
def r_cases() -> dict[str, dict]:
    """Results of the Debian package of R survey (4.1-1), made by `data/r_cases.R`."""
    document = json.loads((DATA / "r_cases.json").read_text(encoding="utf-8"))
    return document["cases"]


def r_names(kind: str) -> list[str]:
    """The cases of one kind, by name."""
    return [name for name in r_cases() if name.split(".")[0] == kind]


@cache
def table(name: str) -> pd.DataFrame:
    """One of the data sets."""
    return pd.read_csv(DATA / f"{name}.csv", low_memory=False)


def _respondents() -> pd.DataFrame:
    frame = table("pubsurvey")
    return frame[(frame.resp == 1) & (frame.stratum != 72)].reset_index(drop=True)


def _paired_nhanes() -> pd.DataFrame:
    frame = table("nhanes")
    pairs = frame.groupby("SDMVSTRA").SDMVPSU.nunique()
    return frame[frame.SDMVSTRA.map(pairs) == 2].reset_index(drop=True)


def _lonely_fpc() -> pd.DataFrame:
    return table("fpc").iloc[:6].reset_index(drop=True)


@cache
def design(name: str) -> Design:
    """A design of the reference by its name."""
    make = Design.from_frame
    nhanes = {"weights": "WTMEC2YR", "strata": "SDMVSTRA", "clusters": "SDMVPSU"}
    public = {"weights": "bw", "strata": "stratum", "clusters": "psu"}
    strat = {"weights": "pw", "strata": "stype"}
    fpcs = {"weights": "weight", "strata": "stratid", "clusters": "psuid"}
    found = {
        "srs": lambda: make(table("apisrs"), fpc="fpc"),
        "srs_nofpc": lambda: make(table("apisrs"), "pw"),
        "strat": lambda: make(table("apistrat"), fpc="fpc", **strat),
        "strat_nofpc": lambda: make(table("apistrat"), **strat),
        "clus1": lambda: make(table("apiclus1"), "pw", clusters="dnum", fpc="fpc"),
        "clus1_nofpc": lambda: make(table("apiclus1"), "pw", clusters="dnum"),
        "clus2": lambda: make(table("apiclus2"), clusters=("dnum", "snum"), fpc=("fpc1", "fpc2")),
        "clus2_wr": lambda: make(table("apiclus2"), "pw", clusters=("dnum", "snum")),
        "nhd": lambda: make(table("nhanes"), **nhanes),
        "nhd2": lambda: make(_paired_nhanes(), **nhanes),
        "yrd": lambda: make(
            table("yrbs").assign(q=lambda f: (f.qn8 == 2).where(f.qn8.notna()).astype(float)),
            "weight",
            strata="stratum",
            clusters="psu",
        ),
        "hosp": lambda: make(table("hospital"), "weighta", "oblevel", fpc="tothosp"),
        "mu": lambda: make(table("mu284"), clusters=("id1", "id2"), fpc=("n1", "n2")),
        "fpcs": lambda: make(table("fpc"), fpc="Nh", **fpcs),
        "fpcs_wr": lambda: make(table("fpc"), **fpcs),
        "ppsw": lambda: make(table("election_pps"), "wt"),
        "pub": lambda: make(_respondents(), **public),
        "pubf": lambda: make(_respondents(), fpc="Npsu", **public),
        "puball": lambda: make(table("pubsurvey"), **public),
        "publone": lambda: make(
            table("pubsurvey").query("resp == 1").reset_index(drop=True), **public
        ),
        "wavep": lambda: make(table("waves_panel"), "pw", "stype", "snum"),
        "wavei": lambda: make(table("waves_indep"), "pw", "stratum", "psu"),
        "lonelyfpc": lambda: make(_lonely_fpc(), **fpcs),
    }
    return found[name]()


def agree(got: object, expected: object, rel_tol: float) -> None:
    """Compare numbers; what R does not know is left out."""
    left = np.asarray(got, dtype=float).ravel()
    right = np.array(
        [
            np.nan if value in ("NaN", None) else value
            for value in np.ravel(np.array(expected, dtype=object))
        ],
        dtype=float,
    )
    known = ~np.isnan(right)
    np.testing.assert_allclose(left[known], right[known], rtol=rel_tol, atol=1e-9)


def close(value: float, rel_tol: float) -> object:
    return pytest.approx(value, rel=rel_tol, abs=1e-9)
