"""The benchmarks compare like with like, and their page says what was measured."""
