"""The frame: company folders, the demo generator, the command line."""
