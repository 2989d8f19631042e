"""Who does what to whom in a sentence: persons, verbs, pronouns, and what the fact base has of it."""
