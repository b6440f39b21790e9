"""Use cases of deliveries."""
