"""An ERP of its own to ask, and the mappings that are ready for such."""
