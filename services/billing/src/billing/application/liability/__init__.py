"""Use cases of a liability decision."""
