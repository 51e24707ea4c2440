"""The same money by another way: plain Python, row by row, from the words of the documents.

Nothing here reads SQL or the product's own models of a plan. `case.py` recomputes single components
in depth; the other modules recompute whole plans, from credit to contract cost, one topic a file.
"""
