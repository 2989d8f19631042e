"""What git knows: which files differ from a revision, and which letters that can touch."""
