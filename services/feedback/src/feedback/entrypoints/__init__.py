"""How feedback is reached."""
