"""What goes back to a CRM: values of the published snapshot, written where they differ.

Belongs here: the values that are offered, what differs from the receipts, and how each vendor is
told. Does not belong here: what a value is made of (rule packages and ledger), and how a vendor is
asked (`ingestion`).
"""
