"""The metrics: published examples, and what holds for any deals."""
