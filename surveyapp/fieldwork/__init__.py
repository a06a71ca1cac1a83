"""Visits, dispositions, interviews as they are kept, and the watch over them."""
