"""An edition of letters that checks its own facts."""

__version__ = "0.1.0"
