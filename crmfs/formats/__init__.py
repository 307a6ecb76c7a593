"""How results are written: problems and tables."""
