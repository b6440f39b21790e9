"""The rules of intake: pure, no I/O."""
