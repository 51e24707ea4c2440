"""The gate at the door: Great Expectations over raw and core tables."""
