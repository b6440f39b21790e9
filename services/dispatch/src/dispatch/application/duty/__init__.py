"""Use cases of the duty rota."""
