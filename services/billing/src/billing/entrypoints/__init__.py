"""How billing is reached."""
