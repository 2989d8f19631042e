"""What reads a letter and judges what it claims; knows no file, no page and no command."""
