"""What is done with the parts set aside for a scheme."""
