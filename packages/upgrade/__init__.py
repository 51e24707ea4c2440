"""Another version of a rule package: tried on a copy, compared, switched to, and rolled back."""
