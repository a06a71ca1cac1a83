"""The window. Decides nothing statistical."""
