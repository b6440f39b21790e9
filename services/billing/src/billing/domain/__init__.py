"""The rules of billing: pure, no I/O."""
