"""Use cases of a verification."""
