"""What sources behind an HTTP API share: the client, its secrets, and pages of JSON.

Belongs here: whatever two vendors need. Does not belong here: what one vendor's API is like
(`ingestion.hubspot`, `ingestion.salesforce`), and what the rows mean (the mappings, in dbt).
"""
