"""What dispatch can do: one use case, one file."""
