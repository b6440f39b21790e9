"""The load generator: a process of its own, the same one for every side of a comparison."""
