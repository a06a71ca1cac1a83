"""The user guide in a window of its own, opened by F1 at the place that explains what is shown."""
