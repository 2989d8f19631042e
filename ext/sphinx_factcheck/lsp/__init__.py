"""Editor support: a language server over the same check as the command line."""
