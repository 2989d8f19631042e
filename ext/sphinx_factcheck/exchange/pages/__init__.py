"""Letters as they are found: on a page, in plain text, Markdown, Word, PDF."""
