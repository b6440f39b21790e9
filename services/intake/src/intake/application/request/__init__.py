"""Use cases of a service request."""
