"""Tests of the company folder."""
