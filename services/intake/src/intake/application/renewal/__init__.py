"""Use cases of renewing contracts that end."""
