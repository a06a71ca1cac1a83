"""Wide tables, indicator sets, weighting runs, estimates and verdicts."""
