"""Where billing keeps things."""
