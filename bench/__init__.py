"""Benchmarks: `python -m bench` measures the calculation and the whole run."""
