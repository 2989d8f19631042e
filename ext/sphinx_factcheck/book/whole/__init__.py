"""What is made from all letters at once: ledger, timeline, matrix, collation, citations, figures."""
