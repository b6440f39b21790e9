"""`python -m tests.bench [name …]`: measure, print tables, end with one line of JSON."""

import json
import os
import sys
import time

from tests.bench import consume, limits, lists, loop, memory, profile, register, relay
from tests.bench.figures import tell
from tests.bench.suite import suite

BENCHES = {
    "register": register.measure,
    "relay": relay.measure,
    "consume": consume.measure,
    "loop": loop.measure,
    "memory": memory.measure,
    "limits": limits.measure,
    "lists": lists.measure,
}
PROFILES = {"register": profile.register}


def main(names: list[str]) -> None:
    """Run the benches of these names, or all."""
    known = PROFILES if os.environ.get("PROFILE") else BENCHES
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"No benchmark {unknown[0]!r}; there are {', '.join(known)}.")
    began, found = time.monotonic(), dict[str, float]()
    with suite() as running:
        for name in names or known:
            found |= known[name](running)
    tell(f"all in {time.monotonic() - began:.0f} s")
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in found.items()}) + "\n")


if __name__ == "__main__":
    main([name for word in sys.argv[1:] for name in word.split(",") if name])
