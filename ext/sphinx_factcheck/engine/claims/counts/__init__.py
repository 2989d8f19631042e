"""What a number counts: the facts, the list behind it, or the signers."""
