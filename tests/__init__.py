"""Tests, a folder for each room; whole stories are in `journeys`."""
