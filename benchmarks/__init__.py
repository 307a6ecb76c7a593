"""Measures the budgets of the design on a generated repository: `python -m benchmarks`. No part of the product."""
