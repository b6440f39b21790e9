"""Use cases of the reports that the service table demands."""
