"""Where intake keeps things."""
