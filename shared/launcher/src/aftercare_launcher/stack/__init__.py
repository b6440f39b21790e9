"""The whole suite on this machine: what it consists of, in which order it starts and stops."""
