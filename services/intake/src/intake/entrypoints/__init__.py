"""How intake is reached."""
