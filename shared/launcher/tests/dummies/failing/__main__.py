"""Ends at once with a word."""

import sys

sys.exit("the pump is dry")
