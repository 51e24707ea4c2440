"""Assets, from source file to published snapshot; one module per stage."""
