"""Use cases of the product master."""
