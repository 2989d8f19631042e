"""What checks have found, kept between runs: by what it was made from, and of use for nothing else."""
