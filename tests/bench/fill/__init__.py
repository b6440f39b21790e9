"""Fills the tables of a running suite with as many rows as years of work would leave."""
