"""The life of a rule package: built, signed, published, installed, pinned, and checked first."""
