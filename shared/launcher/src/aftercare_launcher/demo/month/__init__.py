"""A month of believable work, made from a seed."""
