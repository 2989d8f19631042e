"""How letters give an office to somebody, of which time they tell, and how that is judged."""
