"""Use cases of campaigns over affected units."""
