"""Sources of kind `salesforce`: the objects of an organisation, by REST and by Bulk API 2.0.

Belongs here: how Salesforce is asked and how it writes values. Does not belong here: what two
vendors share (`ingestion.api`), and what stages, splits or quotas mean (the mappings).
"""
