"""Retail files and shelf audits: the indicators that no respondent can answer."""
