"""Chunks as clauses: one pass from left to right with a stack of the clauses that are still open."""
