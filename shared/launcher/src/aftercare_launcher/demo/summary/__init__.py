"""What the services say at the end: collected, compared with the scripts, shown."""
