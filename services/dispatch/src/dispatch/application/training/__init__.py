"""Use cases of training among ourselves."""
