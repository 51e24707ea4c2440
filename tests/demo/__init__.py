"""The demo: its records, its people, and the companies of the repository."""
