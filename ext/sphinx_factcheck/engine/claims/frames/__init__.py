"""What verbs and nouns mean: a table of frames, and what reads the clauses of a letter by it."""
