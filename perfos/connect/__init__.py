"""Connecting a source: a proposal for sources.yml, seen on real rows before it is written.

Belongs here: ready mappings, mappings made from names, the preview, and what a company's sources
lack for which feature. Does not belong here: reading a source (`ingestion`).
"""
