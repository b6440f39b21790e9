"""The HTTP routes of feedback, one router per aggregate."""
