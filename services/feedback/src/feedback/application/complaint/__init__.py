"""Use cases of a complaint."""
