"""How dispatch is reached."""
