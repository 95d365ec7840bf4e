"""Everyone: a line an alliance."""
