"""The rules of inventory: pure, no I/O."""
