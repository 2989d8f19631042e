"""Proof that the gate shuts: letters changed, and facts planted, to see who notices."""
