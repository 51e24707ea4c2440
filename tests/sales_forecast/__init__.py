"""Forecasts: nothing is known too early or lost, and another way gives the same figures."""
