"""The wiring to Sphinx: settings, domain, sources, what is out of date, the gate."""
