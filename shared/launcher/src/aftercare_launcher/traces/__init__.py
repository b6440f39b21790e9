"""The last hours of traces: received over OTLP, kept in a file, printed as trees."""
