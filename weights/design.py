"""A survey design: how the sample was drawn, the weights with their history, and the estimates.

A first analysis:

    >>> import pandas as pd, weights
    >>> frame = pd.DataFrame({
    ...     "district": list("AAAABBBB"), "community": [1, 1, 2, 2, 3, 3, 4, 4],
    ...     "w": [50.0] * 8, "sex": list("mfmfmfmf"), "satisfied": [1, 1, 0, 1, 1, 0, 1, 1]})
    >>> design = weights.Design.from_frame(
    ...     frame, weights="w", strata="district", clusters="community")
    >>> design = design.rake({"sex": {"m": 210, "f": 190}})
    >>> rate = design.proportion("satisfied")
    >>> round(rate[0].estimate, 4), rate[0].df
    (0.75, 2.0)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from weights import moments, pps, ratios, resampling, twophase, weighting
from weights.arrays import FloatArray
from weights.coding import code_columns, names_of, require_complete
from weights.collapsing import collapse
from weights.conventions import CONVENTION_NAMES, Conventions, check_option
from weights.domains import Filter, filter_mask, make_domains
from weights.errors import WeightsError
from weights.estimation import Engine, Job, estimate_variables
from weights.layout import Columns, Layout, build_layout, number_column, numeric, plan_stages
from weights.margins import Margins
from weights.quantiles import QuantileRequest, quantiles
from weights.records import Spread, StepRecord, spread_of
from weights.replicates import ReplicatePlan, Replicates, make_replicates
from weights.replication import Replication
from weights.results import Estimates
from weights.steps import Applied
from weights.taylor import Taylor, Variable
from weights.variables import is_categorical, numbers, quotients, shares

DEFAULTS = Conventions()

By = str | Sequence[str]
Names = str | Sequence[str]


@dataclass(frozen=True, eq=False)
class Design:
    """Data, design and weights. Every step gives a new design; nothing changes in place.

    Attributes:
        frame: the data.
        layout: strata, clusters and sampling fractions by stage.
        base: the weights before any step.
        weights: the weights now.
        conventions: how variances, intervals and degrees of freedom are computed.
        steps: the weighting steps with what they met and left.
        records: the same for readers.
    """

    frame: pd.DataFrame = field(repr=False)
    layout: Layout = field(repr=False)
    base: FloatArray = field(repr=False)
    weights: FloatArray = field(repr=False)
    conventions: Conventions = DEFAULTS
    steps: tuple[Applied, ...] = field(default=(), repr=False)
    records: tuple[StepRecord, ...] = ()
    replicates: Replicates | None = field(default=None, repr=False)

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        weights: str | None = None,
        strata: Columns | Sequence[Sequence[str]] = (),
        clusters: Columns = (),
        fpc: Columns = (),
        lonely: str = "fail",
    ) -> "Design":
        """A stratified multistage design.

        Args:
            frame: the sample, one row per unit.
            weights: column of base weights; without it they follow from `fpc`.
            strata: column(s) that together make the strata of the first stage, or one sequence
                of columns per stage.
            clusters: columns of the PSU, the unit drawn within it, and so on; labels may repeat
                between strata. Without any, every row was drawn by itself.
            fpc: per stage, a column with the number of clusters in the population stratum, or
                with the sampling fraction.
            lonely: what a stratum with one PSU does; see `Conventions`.
        """
        if not len(frame):
            raise WeightsError("design.empty")
        layout = build_layout(frame, plan_stages(strata, clusters, fpc))
        values = _base_weights(frame, weights, layout)
        design = cls(frame, layout, values, values, Conventions(lonely=lonely))
        return design.using(lonely=lonely)

    @classmethod
    def pps(
        cls,
        frame: pd.DataFrame,
        probability: str,
        method: str = "brewer",
        strata: Columns = (),
        joint: FloatArray | None = None,
        squares: float | None = None,
    ) -> "Design":
        """A single-stage sample drawn without replacement with unequal probabilities.

        Args:
            frame: the sample.
            probability: column of inclusion probabilities; the weights are their inverses.
            method: `brewer`, `overton`, `hartley-rao`, or with `joint` probabilities
                `horvitz-thompson` or `yates-grundy`.
            strata: of the selection.
            joint: matrix of joint inclusion probabilities of the rows.
            squares: for Hartley-Rao the population's Σπ²/n.
        """
        layout = pps.build(frame, (probability, names_of(strata)), method, joint, squares)
        chances = numeric(frame, probability)
        return cls(frame, layout, 1.0 / chances, 1.0 / chances)

    def second_phase(self, chosen: str, strata: By = (), method: str = "full") -> "Design":
        """The second phase of a two-phase sample: a stratified simple random part of this one.

        Args:
            chosen: yes/no column of the rows that were taken.
            strata: of the second phase.
            method: of the variance; `simple` is the shortcut of R's twophase(method="simple").
        """
        mask = filter_mask(self.frame, self.frame[chosen].to_numpy().astype(bool))
        taken = np.ones(len(self.frame), dtype=bool) if mask is None else mask
        coding = require_complete(code_columns(self.frame, names_of(strata)))
        layout, factor = twophase.second_phase(self.layout, coding, taken, method)
        weights = self.weights * factor
        return replace(self, layout=layout, base=weights, weights=weights)

    def using(self, **choices: object) -> "Design":
        """The same design with other conventions: `using(interval="wilson", confidence=0.9)`."""
        for name in choices:
            check_option("convention", name, CONVENTION_NAMES)
        changed = replace(self.conventions, **choices)  # pyright: ignore[reportArgumentType] - checked by Conventions
        if changed.lonely == "collapse":
            return self._collapsed(changed)
        return replace(self, conventions=changed)

    def _collapsed(self, conventions: Conventions) -> "Design":
        """Strata with one PSU joined to their neighbours, with a record of which."""
        layout, joined = collapse(self.layout)
        record = StepRecord(
            "collapsed strata", {"joined": joined}, self.spread, self.spread, 1.0, 1.0
        )
        records = (*self.records, record) if joined else self.records
        return replace(self, layout=layout, conventions=conventions, records=records)

    def assign(self, **columns: object) -> "Design":
        """The same design with further columns in its data."""
        return replace(self, frame=self.frame.assign(**columns))

    # estimates

    def mean(self, y: Names, by: By = (), where: Filter = None) -> Estimates:
        """Means of numeric columns."""
        return self._estimates(numbers(self.frame, "mean", y), by, where)

    def total(self, y: Names, by: By = (), where: Filter = None) -> Estimates:
        """Totals of numeric columns; of a column of labels, the size of each category."""
        variables: list[Variable] = []
        for name in names_of(y):
            if is_categorical(self.frame, name):
                variables += shares(self.frame, "total", name, None)
            else:
                variables += numbers(self.frame, "total", name)
        return self._estimates(variables, by, where)

    def ratio(self, above: Names, below: Names, by: By = (), where: Filter = None) -> Estimates:
        """Ratios of totals (the combined ratio estimator)."""
        return self._estimates(quotients(self.frame, above, below), by, where)

    def ratio_total(
        self, y: str, x: str, known: ratios.Known, by: By = (), population: float | None = None
    ) -> Estimates:
        """The total of y by ratio estimation from the known total of x; with `population` its mean.

        Args:
            y: what is estimated.
            x: whose total is known.
            known: the total of x (combined), or one for each category of `by` (separate).
            by: the strata of the separate estimator.
            population: the size by which the total becomes a mean.
        """
        if isinstance(known, Mapping) != bool(names_of(by)):
            raise WeightsError("option.unknown", option="known", value=str(known), allowed=("by",))
        found = self.ratio(y, x, by=by)
        return ratios.expand_ratios(found, known, population, self._degrees_at_hand())

    def replicate_statistic(self, function: resampling.Statistic, names: Names = ()) -> Estimates:
        """Any statistic by replication (R withReplicates); the design must have replicates.

        Args:
            function: of the data and the weights of all rows, giving one number or several.
            names: of the numbers.
        """
        engine = self.engine()
        if not isinstance(engine, Replication):
            raise WeightsError("replicates.none")
        job = resampling.Resampling(self.frame, engine, self.conventions, self._degrees_at_hand())
        return resampling.replicate_statistic(job, function, names_of(names))

    def proportion(
        self,
        y: str,
        level: object | None = None,
        by: By = (),
        where: Filter = None,
        interval: str | None = None,
    ) -> Estimates:
        """Shares: of the yes of a yes/no column, of one level, or of every level of a column."""
        design = self if interval is None else self.using(interval=interval)
        variables = shares(self.frame, "proportion", y, level)
        return design._estimates(variables, by, where)

    def quantile(
        self,
        y: Names,
        p: float | Sequence[float] = 0.5,
        by: By = (),
        where: Filter = None,
        rule: str = "math",
        interval: str = "wald",
    ) -> Estimates:
        """Quantiles by one of R's definitions, with Woodruff's interval.

        Args:
            y: numeric columns.
            p: shares below.
            by: domains.
            where: rows that count.
            rule: math (hf1), school (hf2), shahvaish, hf1 … hf9, linear.
            interval: of the share below, as for proportions; or `score`, which inverts its test.
        """
        shares = (float(p),) if isinstance(p, int | float) else tuple(p)
        request = QuantileRequest(shares, rule, interval)
        return quantiles(self.job(by, where), numbers(self.frame, "quantile", y), request)

    def variance(self, y: Names, by: By = (), where: Filter = None) -> Estimates:
        """Population variances and covariances of numeric columns."""
        return moments.variances(self.job(by, where), self.frame, names_of(y))

    def correlation(self, y: str, x: str, by: By = (), where: Filter = None) -> Estimates:
        """The correlation of two numeric columns."""
        return moments.correlation(self.job(by, where), self.frame, y, x)

    def job(self, by: By = (), where: Filter = None) -> Job:
        """What all figures of one call share."""
        domains = make_domains(self.frame, by, where, self.weights)
        return Job(
            self.engine(), self.layout, self.weights, domains, self.conventions, self.degrees
        )

    def _estimates(self, variables: Sequence[Variable], by: By, where: Filter) -> Estimates:
        return estimate_variables(self.job(by, where), variables)

    def engine(self) -> Engine:
        """How this design comes to variances."""
        if self.replicates is None:
            return Taylor(self.layout, self.conventions, self.steps)
        return Replication(self.base, self.weights, self.conventions, self.steps, self.replicates)

    def replicate(
        self,
        kind: str = "bootstrap",
        count: int = 500,
        rng: np.random.Generator | None = None,
        fay: float = 0.5,
        mse: bool = False,
    ) -> "Design":
        """The same design with replicates in place of linearisation.

        Every weighting step, before or after, is repeated in each replicate.

        Args:
            kind: JK1, JKn, BRR, Fay, bootstrap (Rao-Wu, n - 1), canty-davison, preston, sdr.
            count: of bootstrap replicates (successive differences: at least so many).
            rng: for the bootstraps.
            fay: the part of its weight a PSU left out keeps.
            mse: deviations from the full-sample estimate.
        """
        plan = ReplicatePlan(kind, count, rng, fay, mse)
        return replace(self, replicates=make_replicates(self.layout, plan))

    def with_replicates(self, replicates: Replicates) -> "Design":
        """The same design with the user's own replicate factors."""
        expected = (len(self.frame), replicates.count)
        if replicates.units.shape != expected[:1] or replicates.rscales.shape != expected[1:]:
            raise WeightsError("replicates.shape", rows=replicates.units.size, expected=expected[0])
        return replace(self, replicates=replicates)

    @cached_property
    def degrees(self) -> float:
        """Degrees of freedom of the whole design: PSUs minus strata."""
        return float(self.layout.degrees(self.layout.occupied(self.weights != 0)))

    def _degrees_at_hand(self) -> float:
        """Those of the design, at most one less than there are replicates."""
        if self.replicates is None:
            return self.degrees
        return min(self.degrees, float(self.replicates.count - 1))

    def degrees_of(self, where: Filter) -> float:
        """Degrees of freedom of a domain: PSUs minus strata that contain it."""
        mask = filter_mask(self.frame, where)
        used = self.weights != 0
        return float(
            self.layout.degrees(self.layout.occupied(used if mask is None else used & mask))
        )

    @property
    def spread(self) -> Spread:
        """How unequal the weights are now."""
        return spread_of(self.weights)

    # weighting

    def adjust_eligibility(
        self,
        status: str,
        unknown: Sequence[object],
        ineligible: Sequence[object] = (),
        by: By = (),
    ) -> "Design":
        """Give the weight of cases of unknown eligibility to the known ones, class by class."""
        groups = (tuple(unknown), tuple(ineligible))
        return self._weighted(
            weighting.adjust_eligibility(self.frame, self.weights, status, groups, names_of(by))
        )

    def adjust_nonresponse(
        self, responded: str, by: By = (), method: str = "classes", classes: int = 5
    ) -> "Design":
        """Give the weight of nonrespondents to respondents.

        Args:
            responded: yes/no column.
            by: classes, or the predictors of the propensity.
            method: `classes`, `propensity`, or `propensity classes`.
            classes: how many propensity classes.
        """
        return self._weighted(
            weighting.adjust_nonresponse(
                self.frame, self.weights, responded, names_of(by), (method, classes)
            )
        )

    def rake(self, margins: Margins, within: str | None = None) -> "Design":
        """Rake to several margins.

        Args:
            margins: `{"sex": {"m": 100.0, …}, …}`; with `within` one set per category of that
                column, `{"sex": {"南湖": {"m": 100.0, …}, …}, …}`.
            within: the column whose categories are raked separately.
        """
        return self._weighted(weighting.rake(self.frame, self.weights, margins, within))

    def poststratify(self, by: By, totals: Mapping[object, float]) -> "Design":
        """Scale each class to its population total; keys are labels or tuples of labels."""
        return self._weighted(
            weighting.poststratify(self.frame, self.weights, names_of(by), totals)
        )

    def calibrate(
        self,
        margins: Margins | None = None,
        totals: Mapping[str, float] | None = None,
        method: str = "linear",
        bounds: tuple[float, float] | None = None,
        equal_within: str | None = None,
        within: str | None = None,
    ) -> "Design":
        """Calibrate to margins and numeric totals (`intercept` is the population size)."""
        plan = weighting.CalibrationPlan(
            margins or {}, totals or {}, within, method, bounds, equal_within
        )
        return self._weighted(weighting.calibrate(self.frame, self.weights, plan))

    def trim(
        self,
        lower: float = 0.0,
        upper: float = np.inf,
        redistribute: str = "constant",
        once: bool = False,
    ) -> "Design":
        """Cut weights at bounds and hand out the rest: `constant`, `proportional`, `margins`."""
        limits = (lower, upper)
        return self._weighted(weighting.trim(self.weights, limits, redistribute, self.steps, once))

    def trim_factors(self, lower: float, upper: float) -> "Design":
        """Cut the factors of the calibration just made, as one step with it."""
        outcome = weighting.trim_factors((lower, upper), self.steps)
        return replace(self, steps=self.steps[:-1])._weighted(outcome)

    def _weighted(self, outcome: weighting.Outcome) -> "Design":
        return replace(
            self,
            weights=outcome.applied.after,
            steps=(*self.steps, outcome.applied),
            records=(*self.records, outcome.record),
        )


def _base_weights(frame: pd.DataFrame, name: str | None, layout: Layout) -> FloatArray:
    if name is None:
        return _inverse_fractions(layout)
    values = number_column(frame, name)
    bad = int((~np.isfinite(values) | (values < 0)).sum())
    if bad:
        raise WeightsError("design.bad_weights", rows=bad)
    return values


def _inverse_fractions(layout: Layout) -> FloatArray:
    """The product of the inverse sampling fractions of every stage."""
    clusters = np.ones(layout.clusters)
    place = np.arange(layout.clusters)
    for stage in reversed(layout.stages):
        if not (stage.fraction > 0).all():
            raise WeightsError("design.no_weights")
        clusters /= stage.fraction[place]
        if stage.parent is not None:
            place = stage.parent[place]
    return clusters[layout.cluster_of_rows()]
