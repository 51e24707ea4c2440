"""HubSpot: records, their history and associations, owners and stages, through its CRM API v3/v4.

Belongs here: what HubSpot's API is like. Does not belong here: what any HTTP API is like
(`ingestion.api`), and which stage means won (the mappings).
"""
