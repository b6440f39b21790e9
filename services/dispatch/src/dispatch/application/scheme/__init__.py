"""Use cases of a service scheme."""
