"""What other services' facts make the gateway do."""
