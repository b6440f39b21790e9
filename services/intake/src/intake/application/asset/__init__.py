"""Use cases of the installed base."""
