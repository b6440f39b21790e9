"""The HTTP routes of intake, one router per aggregate."""
