"""The style guide as tests: quick, table-driven, and each failure says what to do."""
