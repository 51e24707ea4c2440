"""Tests of loading: whatever comes in, nothing is lost, nothing is doubled, nothing is guessed."""
