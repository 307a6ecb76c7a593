"""Import of tables."""
