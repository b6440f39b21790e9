"""The rules of the trade: their catalogue, and which of them passing tests enforce."""
