"""What stands in the warehouse already: a run builds only what something changed for."""
