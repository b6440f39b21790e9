"""Use cases of a visit on site."""
