"""The rules of dispatch: pure, no I/O."""
