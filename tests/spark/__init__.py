"""The target `spark` beside DuckDB."""
