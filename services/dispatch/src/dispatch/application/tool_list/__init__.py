"""Use cases of lists of tools."""
