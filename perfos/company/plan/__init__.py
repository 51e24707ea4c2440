"""The plan format: what plans/*.yml may say, and the rows that SQL reads of it."""
