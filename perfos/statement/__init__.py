"""A payee's statement: everything that is needed to work it out again by hand."""
