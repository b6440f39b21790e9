"""Service policies: which clocks run, how long, and every other rule a tenant may set."""
