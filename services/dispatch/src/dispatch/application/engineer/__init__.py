"""Use cases of the engineers' register."""
