"""A stand-in for a service: ready when asked, tells what reached it, streams events."""
