"""The HTTP routes of inventory, one router per aggregate."""
