"""What other services' facts make inventory do."""
