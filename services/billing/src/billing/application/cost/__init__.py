"""Use cases of costs outside visits."""
