"""What each service may say and hear on NATS, derived from who publishes and who listens."""


def rights_of(service: str) -> dict[str, dict[str, list[str]]]:
    """Publish own events, read own log's end, pull from own consumers, answer to own inbox."""
    from aftercare_contracts.topology import PUBLISHING, SUBSCRIPTIONS

    publish = ["$JS.API.INFO", "$JS.API.STREAM.INFO.*"]
    if service in PUBLISHING:
        publish += [f"evt.*.{service}.>", f"$JS.API.STREAM.MSG.GET.{stream(service)}"]
    for source in SUBSCRIPTIONS.get(service, {}):
        consumer = f"{stream(source)}.{service}"
        publish += [
            f"$JS.API.CONSUMER.INFO.{consumer}",
            f"$JS.API.CONSUMER.MSG.NEXT.{consumer}",
            f"$JS.ACK.{consumer}.>",
            f"$JS.ACK.*.*.{consumer}.>",  # the acknowledgement subject announced for later servers
        ]
    return {"publish": {"allow": publish}, "subscribe": {"allow": [f"_INBOX_{service}.>"]}}


def stream(service: str) -> str:
    return service.upper()
