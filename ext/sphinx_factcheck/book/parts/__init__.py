"""What pages share: nodes, words, marks of sources, pictures, and what pages are called."""
