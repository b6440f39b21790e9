"""Use cases of service orders: planned service of every kind."""
