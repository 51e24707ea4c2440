"""Where a page's figures come from: questions to the semantic layer, in the viewer's own name."""
