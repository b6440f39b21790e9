"""`python -m tests.bench [name …]`: measure, print tables, end with one line of JSON."""

import json
import os
import sys
import time

from aftercare_launcher import sql
from tests.bench import consume, limits, lists, loop, memory, profile, register, relay
from tests.bench.figures import tell
from tests.bench.suite import suite

BENCHES = {
    "register": register.measure,
    "relay": relay.measure,
    "consume": consume.measure,
    "loop": loop.measure,
    "memory": memory.measure,
    "lists": lists.measure,
    "limits": limits.measure,
    "narrowed": lists.measure_narrowed,
}
APART = frozenset({"narrowed"})
"""Measured only when named."""

PROFILES = {"register": profile.register}


def main(names: list[str]) -> None:
    """Run the benches of these names, or all."""
    known = PROFILES if os.environ.get("PROFILE") else BENCHES
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"No benchmark {unknown[0]!r}; there are {', '.join(known)}.")
    began, found = time.monotonic(), dict[str, float]()
    with suite() as running:
        for name in [each for each in known if each in names or not (names or each in APART)]:
            # What one has left to be written is not the next one's to wait for.
            sql.run(running.postgres(), "checkpoint")
            since = time.monotonic()
            found |= known[name](running)
            tell(f"{name} took {time.monotonic() - since:.0f} s")
    tell(f"all in {time.monotonic() - began:.0f} s")
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in found.items()}) + "\n")


if __name__ == "__main__":
    main([name for word in sys.argv[1:] for name in word.split(",") if name])
