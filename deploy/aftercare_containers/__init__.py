"""What the containers of docker-compose.yml run around the suite: secrets, setup, start, health."""
