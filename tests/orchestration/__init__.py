"""Dagster: definitions, and the server that people open."""
