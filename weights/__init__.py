"""Survey statistics: designs, weights and estimates. Arrays and frames in, records out."""
