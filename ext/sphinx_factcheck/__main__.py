"""`python -m sphinx_factcheck` is the command `factcheck`."""

from sphinx_factcheck.cli import main

main(prog_name="factcheck")
