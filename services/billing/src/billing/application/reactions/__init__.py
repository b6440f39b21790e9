"""What other services' facts make billing do."""
