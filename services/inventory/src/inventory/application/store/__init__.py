"""Use cases of a store."""
