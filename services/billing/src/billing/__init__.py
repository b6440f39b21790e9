"""Billing: who pays, what it would cost, and what it did cost."""
