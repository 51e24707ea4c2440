"""What would be paid if: the real models over a copy of the published core, never the warehouse."""
