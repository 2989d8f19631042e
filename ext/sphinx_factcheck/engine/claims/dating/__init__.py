"""What a date dates, and whether the fact base agrees."""
