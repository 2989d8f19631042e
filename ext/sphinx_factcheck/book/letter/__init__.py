"""The page of a letter: its words marked, its head, its witnesses and what it rests on."""
