"""What a plan pays in examples of its own, and what may be wrong with it, before any run."""
