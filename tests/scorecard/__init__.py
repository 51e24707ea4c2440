"""Tests of the scorecard: the pages of a review."""
