"""Connecting a source: proposals, previews, what is written, what is lacking."""
