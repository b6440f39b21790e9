"""What intake can do: one use case, one file."""
