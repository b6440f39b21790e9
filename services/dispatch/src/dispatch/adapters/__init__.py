"""Where dispatch keeps things."""
