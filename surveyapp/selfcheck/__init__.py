"""The self-check: an office proves its installation by one command or one click.

Every part that an installation can lack is used for real: shipped forms, the survey file with its
encryption, estimates against stored results, a sealed package, a plot with Chinese, the guide.
"""

from surveyapp.selfcheck.checks import CHECKS, Report, Step, run_checks

__all__ = ["CHECKS", "Report", "Step", "run_checks"]
