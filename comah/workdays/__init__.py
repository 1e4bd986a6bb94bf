"""Working days, bank holidays and financial years."""
