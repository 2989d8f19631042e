"""The web: whether the sources are still there and still say it. Nothing of this runs during a build."""
