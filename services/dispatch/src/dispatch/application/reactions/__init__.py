"""What other services' facts make dispatch do."""
