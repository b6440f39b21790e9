"""What falls due by the calendar, and who has to do it."""
