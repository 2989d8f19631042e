"""What every room uses: places in files, findings, records, and patterns compiled when first asked for."""
