"""What the local stack keeps between runs, in its state folder."""
