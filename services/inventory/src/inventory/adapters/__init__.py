"""Where inventory keeps things."""
