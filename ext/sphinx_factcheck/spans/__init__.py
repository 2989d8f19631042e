"""What has a value in a text: each reader with a table of its forms. Knows no fact and no kind of claim."""
