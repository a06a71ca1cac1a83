"""Population margins with their sources, read and harmonised to adults."""
