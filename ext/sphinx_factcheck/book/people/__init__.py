"""The pages and lists of people, bodies and all other entities."""
