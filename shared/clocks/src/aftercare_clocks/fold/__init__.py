"""The clock itself: a pure fold of facts into a due time, the time used and a verdict."""
