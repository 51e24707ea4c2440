"""The dashboards in a real browser, over a real semantic layer and real runs."""
