"""Dagster: runs, lineage, checks and schedules. It holds no logic, and nothing else imports it."""
