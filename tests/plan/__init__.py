"""Tests of plans: their checks, their examples, their statements."""
