"""A package on trial: its unit tests and worked examples, on core tables made by hand."""
