"""Planning: how many interviews, what they can show, and what none seen can mean.

Sizes are of completed interviews unless `response` says how many of the drawn will answer.
"""

from dataclasses import dataclass
from math import ceil, expm1, inf, isinf, log, log1p, sqrt
from typing import Any

from weights.conventions import check_option
from weights.errors import WeightsError


@dataclass(frozen=True)
class Conditions:
    """What a planned size rests on.

    Attributes:
        confidence: of the two-sided interval or test.
        deff: expected design effect.
        response: expected share of the drawn that answers.
        population: for the finite population correction; infinite without it.
        share: of the sample that falls into the domain planned for.
        power: of a test.
    """

    confidence: float = 0.95
    deff: float = 1.0
    response: float = 1.0
    population: float = inf
    share: float = 1.0
    power: float = 0.8

    def __post_init__(self) -> None:
        for name in ("confidence", "power"):
            _inside(name, getattr(self, name), 0.0, 1.0)
        for name in ("response", "share"):
            value = getattr(self, name)
            if not 0.0 < value <= 1.0:
                raise WeightsError("plan.out_of_range", name=name, value=value)
        if not self.deff > 0.0:
            raise WeightsError("plan.out_of_range", name="deff", value=self.deff)


@dataclass(frozen=True)
class Size:
    """A planned size: completed interviews in the domain, in all, and units to draw."""

    completed: int
    in_all: int
    to_draw: int


def _inside(name: str, value: float, low: float, high: float) -> None:
    if not low < value < high:
        raise WeightsError("plan.out_of_range", name=name, value=value)


PLAIN = Conditions()


def normal_quantile(probability: float) -> float:
    """The standard normal quantile."""
    from scipy.special import ndtri

    return float(ndtri(probability))


def normal_share(value: float) -> float:
    """The standard normal distribution function."""
    from scipy.special import ndtr

    return float(ndtr(value))


def _size(simple: float, conditions: Conditions) -> Size:
    """From a simple random sample to the design: deff, finite population, domain, response."""
    wanted = simple * conditions.deff
    if not isinf(conditions.population):
        # Cochran (1977, 4.4)
        wanted = wanted / (1.0 + wanted / conditions.population)
    completed = ceil(wanted - 1e-9)
    in_all = ceil(completed / conditions.share - 1e-9)
    return Size(completed, in_all, ceil(in_all / conditions.response - 1e-9))


def size_for_mean(sd: float, half_width: float, conditions: Conditions = PLAIN) -> Size:
    """For a mean to within ± half_width (Cochran 1977, 4.7)."""
    _inside("half_width", half_width, 0.0, inf)
    _inside("sd", sd, 0.0, inf)
    z = normal_quantile(0.5 + conditions.confidence / 2.0)
    return _size((z * sd / half_width) ** 2, conditions)


def size_for_proportion(p: float, half_width: float, conditions: Conditions = PLAIN) -> Size:
    """For a share near p to within ± half_width (Cochran 1977, 4.4)."""
    _inside("p", p, 0.0, 1.0)
    return size_for_mean(sqrt(p * (1.0 - p)), half_width, conditions)


def size_for_ratio(
    ratio: float,
    cvs: tuple[float, float],
    correlation: float,
    half_width: float,
    conditions: Conditions = PLAIN,
) -> Size:
    """For a ratio of two means with the given coefficients of variation (Cochran 1977, 6.4)."""
    above, below = cvs
    spread = above**2 + below**2 - 2.0 * correlation * above * below
    if not spread > 0.0:
        raise WeightsError("plan.infeasible", name="correlation", value=correlation)
    return size_for_mean(abs(ratio) * sqrt(spread), half_width, conditions)


def size_for_difference(p1: float, p2: float, conditions: Conditions = PLAIN) -> Size:
    """Per sample, to tell two shares apart with the power wanted (Fleiss 1981, 3.2)."""
    _inside("p1", p1, 0.0, 1.0)
    _inside("p2", p2, 0.0, 1.0)
    if p1 == p2:
        raise WeightsError("plan.infeasible", name="p2", value=p2)
    z = normal_quantile(0.5 + conditions.confidence / 2.0)
    middle = (p1 + p2) / 2.0
    apart = z * sqrt(2.0 * middle * (1.0 - middle))
    apart += normal_quantile(conditions.power) * sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return _size((apart / (p1 - p2)) ** 2, conditions)


def power_of_difference(n: float, p1: float, p2: float, conditions: Conditions = PLAIN) -> float:
    """Power to tell two shares apart with n in each sample (as R power.prop.test)."""
    size = n * conditions.share / conditions.deff
    z = normal_quantile(0.5 + conditions.confidence / 2.0)
    middle = (p1 + p2) / 2.0
    reach = sqrt(size) * abs(p1 - p2) - z * sqrt(2.0 * middle * (1.0 - middle))
    return normal_share(reach / sqrt(p1 * (1 - p1) + p2 * (1 - p2)))


def power_against_target(
    n: float, p: float, target: float, conditions: Conditions = PLAIN
) -> float:
    """Power of a two-sided test of a fixed target when the share is p."""
    size = n * conditions.share / conditions.deff
    error = sqrt(p * (1.0 - p) / size)
    z = normal_quantile(0.5 + conditions.confidence / 2.0)
    shift = (p - target) / error
    return normal_share(shift - z) + normal_share(-shift - z)


def half_width(n: float, p: float, deff: float = 1.0, confidence: float = 0.95) -> float:
    """Half the width of the interval to expect for a share p."""
    _inside("p", p, 0.0, 1.0)
    z = normal_quantile(0.5 + confidence / 2.0)
    return z * sqrt(p * (1.0 - p) * deff / n)


def detectable_difference(
    n: float, p: float, deff: float = 1.0, side: str = "below", conditions: Conditions = PLAIN
) -> float:
    """The smallest distance from a fixed target p that will be seen with the power wanted.

    The alternative lies on the given `side` of the target, and its own variance counts, because
    the verdict rests on the interval around it. Infinite where the side has no room.
    """
    from scipy.optimize import brentq

    check_option("side", side, ("below", "above"))
    _inside("p", p, 0.0, 1.0)
    z = normal_quantile(0.5 + conditions.confidence / 2.0) + normal_quantile(conditions.power)
    sign = -1.0 if side == "below" else 1.0
    room = p if side == "below" else 1.0 - p

    def short(gap: float) -> float:
        true = p + sign * gap
        return gap - z * sqrt(max(true * (1.0 - true), 0.0) * deff / n)

    if short(room) < 0:
        return inf
    found: Any = brentq(short, 0.0, room, xtol=1e-12)
    return float(found)


def upper_bound_none_seen(
    n: float, confidence: float = 0.95, deff: float = 1.0, population: int | None = None
) -> float:
    """Largest share that leaves a sample without a single case with probability 1 - confidence.

    From the binomial distribution 1 - α^(1/n) (Louis 1981); in a finite population from the
    hypergeometric, as a share of its units.
    """
    _inside("confidence", confidence, 0.0, 1.0)
    size = n / deff
    if not size > 0:
        raise WeightsError("plan.out_of_range", name="n", value=n)
    alpha = 1.0 - confidence
    if population is None:
        return -expm1(log(alpha) / size)
    return _bound_in_population(size, alpha, population)


def _bound_in_population(size: float, alpha: float, population: int) -> float:
    """The largest number of cases that a sample misses with probability above alpha."""
    if size >= population:
        return 0.0
    chance, cases = 0.0, 0
    while cases < population:
        left = population - cases
        if left - size <= 0:
            break
        chance += log1p(-size / left)
        if chance < log(alpha):
            break
        cases += 1
    return cases / population
