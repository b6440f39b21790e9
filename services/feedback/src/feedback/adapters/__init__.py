"""Where feedback keeps things."""
