"""Evidence: the log of the periods, seals, archive, replay, and the file that an auditor gets."""
