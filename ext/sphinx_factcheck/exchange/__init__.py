"""The edition in other formats: out as files, each proven by somebody else's validator, and in as chapters."""
