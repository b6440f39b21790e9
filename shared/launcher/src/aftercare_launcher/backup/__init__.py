"""Copies of a suite's data: taken while it runs, put back where it does not."""
