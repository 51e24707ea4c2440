"""dbt: from raw records to the core, quarantine and ledger, in a workspace of one company."""
