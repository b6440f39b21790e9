"""Dispatch: from the triaged request to the signed report, and every promise on the way."""
