"""Feedback: whether the customer confirms the work, is satisfied, or complains."""
