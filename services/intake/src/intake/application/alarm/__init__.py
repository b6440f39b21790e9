"""Use cases of alarms from monitoring."""
