"""Keys, packages, receipts, merge and conflicts: everything that travels by file."""
