"""The pytest plugin: one PostgreSQL and one NATS server for a whole test session."""
