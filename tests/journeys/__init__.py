"""Whole stories through the real pipeline."""
