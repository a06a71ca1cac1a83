"""Figures printed in textbooks and manuals come out to the last printed digit.

Lohr: Sampling: Design and Analysis (2nd ed. 2010). Her agricultural samples are rebuilt from the
printed size, mean and variance of each stratum, on which the estimates alone depend. Lumley: the
survey package's manual and *Complex Surveys* (2010), the California API schools.
"""

import numpy as np
import pandas as pd
import pytest

from tests.weights.reference import table
from weights import Design, Replicates

# Lohr, chapter 3: acres devoted to farms 1992; population, sample, mean and variance by region.
REGIONS = {
    "northeast": (220, 21, 97_629.81, 7_647_472_708.0),
    "northcentral": (1054, 103, 300_504.16, 29_618_183_543.0),
    "south": (1382, 135, 211_315.04, 53_587_487_856.0),
    "west": (422, 41, 662_295.51, 396_185_950_266.0),
}


def values(n: int, mean: float, variance: float) -> np.ndarray:
    """Numbers with exactly this mean and this sample variance."""
    apart = np.arange(n) - (n - 1) / 2
    return mean + apart * np.sqrt(variance / apart.var(ddof=1))


def test_a_simple_random_sample_of_counties():
    """Lohr, example 2.6 and 2.10: n = 300 of 3,078, s = 344,551.9."""
    acres = values(300, 297_897.0467, 344_551.9**2)
    frame = pd.DataFrame({"acres": acres, "size": 3078.0})
    found = Design.from_frame(frame, fpc="size")
    mean, total = found.mean("acres")[0], found.total("acres")[0]
    assert mean.se == pytest.approx(18_898.434, abs=0.001)
    assert total.estimate == pytest.approx(916_927_110, abs=1)
    assert total.se == pytest.approx(58_169_381, abs=2)


def test_a_stratified_sample_of_counties():
    """Lohr, example 3.2: the total and its standard error."""
    parts = [
        pd.DataFrame({"region": name, "size": float(population), "acres": values(n, mean, square)})
        for name, (population, n, mean, square) in REGIONS.items()
    ]
    found = Design.from_frame(pd.concat(parts, ignore_index=True), strata="region", fpc="size")
    total = found.total("acres")[0]
    assert total.estimate == pytest.approx(909_736_034, abs=2)
    assert total.se == pytest.approx(50_417_248, abs=1)
    assert total.df == 296


def test_one_stage_clusters_of_equal_size():
    """Lohr, example 5.2: grade averages in 5 of 100 suites of 4 students."""
    suites = [
        (3.08, 2.60, 3.44, 3.04),
        (2.36, 3.04, 3.28, 2.68),
        (2.00, 2.56, 2.52, 1.88),
        (3.00, 2.88, 3.44, 3.64),
        (2.68, 1.92, 3.28, 3.20),
    ]
    frame = pd.DataFrame(
        {"suite": np.repeat(np.arange(5), 4), "gpa": np.ravel(suites), "suites": 100.0}
    )
    found = Design.from_frame(frame, clusters="suite", fpc="suites")
    total, mean = found.total("gpa")[0], found.mean("gpa")[0]
    assert round(total.estimate, 1) == 1130.4
    assert round(mean.estimate, 3) == 2.826
    assert round(mean.se or 0.0, 3) == 0.164


API = {
    "apisrs": ({"fpc": "fpc"}, "enroll", (3_621_074, 169_520), (584.61, 27.368)),
    "apistrat": (
        {"weights": "pw", "strata": "stype", "fpc": "fpc"},
        "enroll",
        (3_687_178, 114_642),
        (595.28, 18.509),
    ),
    "apiclus1": (
        {"weights": "pw", "clusters": "dnum", "fpc": "fpc"},
        "enroll",
        (3_404_940, 932_235),
        (549.72, 45.191),
    ),
}


@pytest.mark.parametrize("name", API)
def test_schools_of_california(name):
    """Lumley: total and mean of enrolment with their standard errors, as svytotal prints them."""
    plan, y, total, mean = API[name]
    found = Design.from_frame(table(name), **plan)
    for row, (estimate, se), digits in (
        (found.total(y)[0], total, (0, 0)),
        (found.mean(y)[0], mean, (2, 3)),
    ):
        assert round(row.estimate or 0.0, digits[0]) == estimate
        assert round(row.se or 0.0, digits[1]) == se


def test_school_types_by_cluster():
    """Lumley: svytotal(~stype, dclus1)."""
    found = Design.from_frame(table("apiclus1"), weights="pw", clusters="dnum", fpc="fpc")
    rows = {row.level: row for row in found.total("stype")}
    printed = {"E": (4873.97, 1333.32), "H": (473.86, 158.70), "M": (846.17, 167.55)}
    for level, (estimate, se) in printed.items():
        # 846.175 lies on the edge of rounding, and the file holds the weights in single precision.
        assert rows[level].estimate == pytest.approx(estimate, abs=0.0052)
        assert rows[level].se == pytest.approx(se, abs=0.005)


def test_students_tested_per_student_enrolled():
    """Lumley: svyratio(~api.stu, ~enroll, dclus1)."""
    found = Design.from_frame(table("apiclus1"), weights="pw", clusters="dnum", fpc="fpc")
    row = found.ratio("api_stu", "enroll")[0]
    assert round(row.estimate or 0.0, 7) == 0.8497087
    assert round(row.se or 0.0, 9) == 0.008386297


def test_half_samples_of_ambulances():
    """Levy and Lemeshow: Sampling of Populations (1991), cardiac arrests by emergency service."""
    frame = pd.DataFrame(
        {
            "area": [1, 1, 2, 2, 3, 3],
            "arrests": [120, 78, 185, 228, 670, 530],
            "alive": [25, 24, 30, 49, 80, 70],
            "w": 1.0,
        }
    )
    halves = np.array(
        [[1, 0, 1, 0, 1, 0], [1, 0, 0, 1, 0, 1], [0, 1, 1, 0, 0, 1], [0, 1, 0, 1, 1, 0]]
    )
    given = Replicates("BRR", np.arange(6), 2.0 * halves.T, 1 / 4, np.ones(4))
    found = Design.from_frame(frame, "w", "area").with_replicates(given)
    row = found.ratio("alive", "arrests")[0]
    assert round(row.estimate or 0.0, 7) == 0.1535064
    assert round(row.se or 0.0, 9) == 0.009418401
