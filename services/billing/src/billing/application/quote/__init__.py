"""Use cases of a quote."""
