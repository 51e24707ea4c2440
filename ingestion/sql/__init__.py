"""Sources of kind `sql`: tables and queries of any database that SQLAlchemy knows.

Belongs here: the connection, its secret, and how values of a driver become text. Does not belong
here: what the texts mean (`ingestion.door`).
"""
