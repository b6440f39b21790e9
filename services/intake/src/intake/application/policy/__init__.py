"""Use cases of service policies."""
