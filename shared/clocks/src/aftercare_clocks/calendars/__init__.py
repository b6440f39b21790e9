"""Working calendars: how much work lies between two moments, and when an amount of it is done."""
