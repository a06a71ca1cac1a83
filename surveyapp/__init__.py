"""One survey: its file, sampling, field work, exchange, analysis and publication."""

__version__ = "0.1.0"
"""The version of the program, the same in ``pyproject.toml``."""
