"""Which event, document, index or body a sentence speaks of: one index, one stemmer, one table of scores."""
