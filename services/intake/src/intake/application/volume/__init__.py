"""Use cases of the bound volumes of a year."""
