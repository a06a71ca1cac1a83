"""One survey: its file, sampling, field work, exchange, analysis and publication."""
