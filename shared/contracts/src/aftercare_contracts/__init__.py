"""The published language of the suite: what services say, to whom, and in which words."""
