"""Use cases of a work order."""
