"""Names and limits that the whole room shares."""

DATASET = "raw"

# dlt reads its settings from the environment; these belong to how we load, not to the company.
DLT_SETTINGS = {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "ERROR",
    # One table at a time, in order: only one table is held in the scratch database.
    "EXTRACT__NEXT_ITEM_MODE": "fifo",
    # A trace would be written to disk with all secrets that were looked up.
    "ENABLE_RUNTIME_TRACE": "false",
    # Every row names its load, so that the rows of a load that never ended can be told.
    "NORMALIZE__PARQUET_NORMALIZER__ADD_DLT_LOAD_ID": "true",
}

MEMORY_LIMIT = "700MB"
BATCH_ROWS = 100_000

# The columns that every raw table has beside those of its source.
OWN_COLUMNS = ("_dims", "_file", "_row", "_hash", "_problems", "_dlt_load_id", "_dlt_id")
