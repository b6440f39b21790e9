"""What other services' facts make intake do."""
