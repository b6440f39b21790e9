"""Questions, answered from the tables straight into response models."""
