"""How facts of five services add up to one case."""
