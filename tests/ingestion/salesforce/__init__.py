"""Loads from a Salesforce organisation that a local server plays."""
