"""What stands in the warehouse, and what is built again."""
