"""The HTTP routes of billing, one router per aggregate."""
