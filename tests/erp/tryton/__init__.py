"""Half a year of a small firm; run by the Python of `tests/erp/.venv`, where Tryton is."""
