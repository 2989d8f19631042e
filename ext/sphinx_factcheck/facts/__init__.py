"""What is known: entities and their statements, each with its validity in time and its sources."""
