"""The rules of feedback: pure, no I/O."""
