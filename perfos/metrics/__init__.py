"""What metrics mean, as data: parts that add up, and formulas over them.

A package of metrics says it in `metrics.yml`. The warehouse's SQL, the measures of the semantic
layer and the catalogue are all made of that file; no other place knows a formula.
"""

from perfos.metrics.definition import Definitions, Metric, Part, Variant

__all__ = ["Definitions", "Metric", "Part", "Variant"]
