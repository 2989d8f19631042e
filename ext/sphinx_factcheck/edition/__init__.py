"""Where things are: the settings, letters, notes and facts of an edition, found, read and started."""
