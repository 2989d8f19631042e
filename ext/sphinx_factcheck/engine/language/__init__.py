"""How a sentence is built: tokens, chunks, clauses with their roles, certainty and reference. Knows no fact."""
