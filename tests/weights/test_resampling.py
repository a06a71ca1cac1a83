"""Any statistic by replication."""

import numpy as np
import pytest

from tests.weights.reference import cases, design
from weights import WeightsError, generator


def two_means(frame, weights):
    """What the R expression of the tests computes."""
    return (
        (weights * frame.api00).sum() / weights.sum(),
        (weights * frame.api_stu).sum() / (weights * frame.enroll).sum(),
    )


def spread(frame, weights):
    mean = np.average(frame.api00, weights=weights)
    return np.sqrt(np.average((frame.api00 - mean) ** 2, weights=weights))


def test_several_numbers_and_their_covariance_agree_with_r():
    # R survey 4.1-1: d <- svydesign(id=~dnum, weights=~pw, data=apiclus1, fpc=~fpc);
    # w <- withReplicates(as.svrepdesign(d, type="JK1"), function(w, data)
    #   c(sum(w*data$api00)/sum(w), sum(w*data$api.stu)/sum(w*data$enroll))); vcov(w)
    found = design("clus1").replicate("JK1").replicate_statistic(two_means, ("api", "share"))
    assert found.values() == pytest.approx([644.1693989071039, 0.8497087417245], rel=1e-12)
    expected = [[693.23522905336972, -0.14123618457329], [-0.14123618457329, 9.05749102399064e-05]]
    np.testing.assert_allclose(found.covariance(), expected, rtol=1e-9)
    assert [row.df for row in found] == [14, 14]
    assert [row.variable for row in found] == ["api", "share"]


def test_deviations_from_the_full_sample_agree_with_r():
    # as.svrepdesign(d, type="JK1", mse=TRUE);
    # withReplicates(r, quote(sqrt(sum(.weights*api00^2)/sum(.weights)
    #   - (sum(.weights*api00)/sum(.weights))^2)))
    row = design("clus1").replicate("JK1", mse=True).replicate_statistic(spread)[0]
    assert row.estimate == pytest.approx(105.4595395088, rel=1e-10)
    assert row.se**2 == pytest.approx(69.6536082568518, rel=1e-9)


def test_a_mean_written_as_a_function_is_the_mean_with_the_steps_repeated():
    margins = {"age": cases()["replicate.jkn_pub_poststrat"]["adjust"][0]["population"]}
    start = design("pub").replicate("bootstrap", 100, generator(3)).rake(margins)
    own = start.replicate_statistic(lambda f, w: np.average(f.sat, weights=w), "sat")[0]
    mean = start.mean("sat")[0]
    assert own.estimate == pytest.approx(mean.estimate, rel=1e-10)
    assert (own.se, own.low, own.high) == pytest.approx((mean.se, mean.low, mean.high), rel=1e-7)
    assert own.df == mean.df


def test_a_replicate_without_a_result_is_counted():
    start = design("clus1").replicate("JK1")
    first = start.frame.dnum.iloc[0]

    def undefined_without_the_first(frame, weights):
        if not (weights[(frame.dnum == first).to_numpy()] > 0).any():
            return np.nan
        return np.average(frame.api00, weights=weights)

    row = start.replicate_statistic(undefined_without_the_first)[0]
    assert row.flags[-1].parameters == {"replicates": 1, "of": 15}
    assert row.se == pytest.approx(start.mean("api00")[0].se, rel=0.3)


def test_without_replicates_it_is_refused():
    with pytest.raises(WeightsError) as caught:
        design("clus1").replicate_statistic(spread)
    assert caught.value.code == "replicates.none"


def test_names_must_fit_the_numbers():
    with pytest.raises(WeightsError) as caught:
        design("clus1").replicate("JK1").replicate_statistic(two_means, ("one",))
    assert caught.value.code == "estimates.different_shape"
