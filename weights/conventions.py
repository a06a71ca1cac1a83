"""The choices an analysis makes once: they belong to one design, never to the whole program."""

from dataclasses import dataclass, fields

from weights.errors import WeightsError

LONELY = ("fail", "certainty", "remove", "adjust", "average", "collapse")
INTERVALS = (
    "korn-graubard",
    "beta",
    "wilson",
    "logit",
    "xlogit",
    "asin",
    "likelihood",
    "wald",
)
DEGREES = ("domain", "design", "rank")
DEFF = ("without replacement", "with replacement")


@dataclass(frozen=True)
class Conventions:
    """How variances, intervals and degrees of freedom are computed.

    Attributes:
        lonely: what a stratum with one PSU does: refuse (`fail`), add nothing (`certainty`,
            `remove`), be centred at the mean of all PSUs (`adjust`; Stata "centered"), get the
            average of the other strata (`average`; Stata "scaled"), or join its neighbour
            (`collapse`).
        domain_lonely: treat a stratum with one PSU inside the domain in the same way
            (R survey.adjust.domain.lonely; for `adjust` and `average`).
        confidence: of the two-sided intervals.
        interval: of proportions. The default is Korn and Graubard's: in the simulation kept in
            `tests/benchmarks/weights_interval_coverage.py` it had the highest coverage on average
            and no method had a better worst case, and it has an answer at 0 and 1. Wilson's is
            about a tenth narrower at nominal coverage on average.
        degrees: of freedom of a domain: PSUs minus strata that contain it, the design's, or
            for replicates the rank of their weights minus one, as in R.
        ultimate: only the first stage enters the variance (ultimate clusters).
        deff: the simple random sample the design effect compares with.
    """

    lonely: str = "fail"
    domain_lonely: bool = False
    confidence: float = 0.95
    interval: str = "korn-graubard"
    degrees: str = "domain"
    ultimate: bool = False
    deff: str = "without replacement"

    def __post_init__(self) -> None:
        check_option("lonely", self.lonely, LONELY)
        check_option("interval", self.interval, INTERVALS)
        check_option("degrees", self.degrees, DEGREES)
        check_option("deff", self.deff, DEFF)
        if not 0.0 < self.confidence < 1.0:
            raise WeightsError("plan.out_of_range", name="confidence", value=self.confidence)


def check_option(option: str, value: object, allowed: tuple[str, ...]) -> None:
    """Refuse a word that is not one of the allowed ones."""
    if value not in allowed:
        raise WeightsError("option.unknown", option=option, value=value, allowed=allowed)


CONVENTION_NAMES = tuple(entry.name for entry in fields(Conventions))
