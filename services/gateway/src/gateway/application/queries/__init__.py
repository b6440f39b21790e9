"""Questions, answered from the read model within what the asker may see."""
