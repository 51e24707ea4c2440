"""Tests of `perfos whatif`: deals, open deals, other plans, and how much earns an amount."""
