"""Use cases of a call-back."""
