"""What is written: the words of a letter with their places, and the notes that stand apart from it."""
