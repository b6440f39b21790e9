"""Use cases of improvements that customers wish for."""
