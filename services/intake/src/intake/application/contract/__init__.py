"""Use cases of contracts."""
