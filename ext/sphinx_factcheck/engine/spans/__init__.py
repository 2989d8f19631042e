"""What has a value in a text: each reader with a table of its forms. Knows no kind of claim, of facts only titles."""
