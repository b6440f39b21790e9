"""Use cases of keeping people's data and of forgetting them."""
