"""The published snapshot: the only thing that readers of a company's figures ever open."""
