"""The KPIs of a company for people: as a table, and as the pages of a review."""
