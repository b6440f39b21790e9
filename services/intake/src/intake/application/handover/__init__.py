"""Use cases of a project's hand-over to service, in the order of their steps."""
