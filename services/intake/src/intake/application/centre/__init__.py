"""Use cases of service centres."""
