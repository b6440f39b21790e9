"""Plays scripts through the public API: one module per desk."""
