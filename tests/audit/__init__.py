"""Periods, seals, archive, replay, audit pack."""
