"""The door: text of any source comes in, typed rows with their problems go out.

Belongs here: what files and databases share (names, detection, typing). Does not belong here: how a
format is read (`ingestion.files`, `ingestion.sql`) or what a company does with the rows (dbt).
"""
