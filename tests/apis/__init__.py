"""Local servers that behave as the documentation of vendors says, for tests alone."""
