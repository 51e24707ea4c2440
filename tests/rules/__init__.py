"""The rule packages: the SQL against examples, properties and a second way to the same pay."""
