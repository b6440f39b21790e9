"""The HTTP routes of dispatch, one router per aggregate."""
