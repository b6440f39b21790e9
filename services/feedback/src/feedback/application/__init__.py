"""What feedback can do: one use case, one file."""
