"""Use cases of a faulty part on its way back."""
