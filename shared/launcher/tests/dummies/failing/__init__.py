"""A stand-in that ends at once with a word."""
