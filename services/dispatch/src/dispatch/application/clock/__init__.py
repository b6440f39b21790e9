"""Promised clocks: started, held and stopped with the work, and fired when due."""
