"""What an operator does to a running suite: streams, parked events, proof that none is lost.

Everything here works with the rights a person was given: the login role of each service's database
and NATS' administrator. Nothing in a service imports it.
"""
