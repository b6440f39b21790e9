"""How inventory is reached."""
