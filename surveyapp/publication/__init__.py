"""Plots, report, exports and the evidence behind every figure."""
