"""Use cases of the price list."""
