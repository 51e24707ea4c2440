"""What the README of an audit pack says."""


def readme() -> str:
    """Return the README of a pack."""
    return """\
# Audit pack

Everything about some closed months of commissions, in a form that can be checked without
trusting who made it.

    python verify.py PACK.zip --key PUBLIC_KEY --seal HASH --rows

needs Python 3.11 or newer and PyNaCl (`pip install pynacl`). Read verify.py first: it is short.
Get the public key and the hash of the last seal from the company on another way than this file.
`--rows` compares ledger.csv with the sealed entries as well, which takes longer.

| file | what it is |
|---|---|
| `manifest.json`, `manifest.sig` | every file with its sha256, and the signature over that list |
| `seals/` | the seal of each closed month, from the first: each names the one before |
| `log.txt` | who submitted, approved, closed, paid and reopened what: a chain of hashes |
| `entries/YYYY-MM/` | what is sealed: hash and canonical text of each entry, sorted by hash |
| `ledger.csv` | the same entries as a table to read, in the same order |
| `ledger.parquet` | the same with all their columns |
| `statements.csv` | what was owed to each payee, line by line |
| `approvals.csv` | the part of the log that is about these months |
| `runs.csv`, `lineage.jsonl` | the calculations: who, when, why, from which inputs (OpenLineage) |
| `checks.csv`, `reconciliation.csv`, `quarantine.csv` | data quality: what was checked and found |
| `archive/configuration/` | plans, people, quotas and mappings in force, as zips |
| `archive/program/` | the SQL that calculated, rule packages included, as zips |
| `archive/runs/` | what each calculation was made of, by sha256 |
| `compiled/` | the rules' SQL as it ran last |

A line of `entries/` is the sha256 of a text, a blank, and the text: a JSON array of texts and
nulls. The root of the Merkle tree (RFC 6962) over these hashes stands in the month's seal.
"""
