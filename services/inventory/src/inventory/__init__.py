"""Inventory: parts, stores and the ledger; from the approved scheme to the faulty part put away."""
