"""Interviewing in the window: a household, one question a screen, the end; all by keyboard."""
