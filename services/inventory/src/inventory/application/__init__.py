"""What inventory can do: one use case, one file."""
