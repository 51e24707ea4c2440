"""Sources of kind `files`: every content is read once, whatever the file is called.

Belongs here: one module for each format, and which versions of files raw holds. Does not belong
here: what the texts mean (`ingestion.door`).
"""
