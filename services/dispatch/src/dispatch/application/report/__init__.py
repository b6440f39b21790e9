"""Use cases of a field report."""
