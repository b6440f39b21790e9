"""What the gateway does: hears everything, and tells each asker what they may see."""
