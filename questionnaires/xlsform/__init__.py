"""XLSForm workbooks: reading with every problem listed, repairing, writing, the strict verdict."""
