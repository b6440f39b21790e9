"""The servers under the suite: PostgreSQL, NATS, Envoy and our own services."""
