"""The gateway's ways in: events, and HTTP."""
