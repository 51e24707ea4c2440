"""A Salesforce organisation of a test: what the documentation says, and nothing besides."""
