"""What other services' facts make feedback do."""
