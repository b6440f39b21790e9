"""What billing can do: one use case, one file."""
