"""Use cases of customers, their people and their sites."""
