"""What each output needs of its own: HTML, EPUB, paper, and the preview."""
