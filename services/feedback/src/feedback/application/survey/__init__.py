"""Use cases of a satisfaction survey."""
