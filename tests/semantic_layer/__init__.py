"""The semantic layer: a real Cube server over a small published snapshot."""
