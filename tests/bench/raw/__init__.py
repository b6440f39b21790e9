"""The raw baselines: the same rows and messages, written by hand without the kit."""
