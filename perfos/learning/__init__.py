"""What rule packages learn from their past: trained between two steps of a run, kept as tables."""

from perfos.learning.learn import learn

__all__ = ["learn"]
