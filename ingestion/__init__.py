"""Ingestion: files and databases into the schema `raw` of the warehouse, with dlt.

`load` is all that others need. Belongs here: whatever turns a source into typed rows. Does not
belong here: what the rows mean (the mappings, in dbt), and when to load (`orchestration`).
"""

from ingestion.errors import LoadError
from ingestion.job import LoadResult
from ingestion.load import load

__all__ = ["LoadError", "LoadResult", "load"]
