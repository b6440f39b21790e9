"""How long a relay gathers events before it sends what there is.

An atomic batch has its price, whatever it holds: NATS makes a store of its own for each.
"""

GAP_SECONDS = 0.01
GAP_AN_EVENT_SECONDS = 0.004
LONG_GAP_SECONDS = 0.04
LONGEST_GAP_SECONDS = 0.1
"""From the beginning of a batch to the next: so much at least, so much for each event it had; so
much at most behind a burst, and so much where as many come again and again."""


def gap_after(events: int, gap_before: float) -> float:
    """How long to gather, from the beginning of a batch of so many events.

    After a rest an event goes at once; the more is said, the more goes together, and whoever
    listens works by batches, too.

    Args:
        events: what the batch had.
        gap_before: how long that batch was gathered itself, in seconds; 0 after a rest.

    """
    most = min(max(LONG_GAP_SECONDS, 2 * gap_before), LONGEST_GAP_SECONDS)
    return min(max(GAP_SECONDS, events * GAP_AN_EVENT_SECONDS), most)
