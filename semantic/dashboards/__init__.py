"""The dashboards: one page for each persona, over the semantic layer."""
