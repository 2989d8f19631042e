"""Ranks: whose they are, in which edition of which index, and whether they are right."""
