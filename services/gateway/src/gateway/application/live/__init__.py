"""Events as they happen, to whoever listens and may see them."""
