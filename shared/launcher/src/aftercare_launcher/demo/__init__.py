"""`aftercare demo`: a believable month, or a real incident log, played through the public API."""
