"""Many letters: archives checked in parts, by several processes or machines, that go on where they were stopped."""
