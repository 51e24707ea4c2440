"""The life of a rule package: what may be one, where it comes from, and what is refused."""
