"""Writing back to a CRM: only changes, each with a receipt, whatever happens on the way."""
