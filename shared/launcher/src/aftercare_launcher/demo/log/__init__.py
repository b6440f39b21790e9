"""A real incident log, read and put into the words of the trade."""
