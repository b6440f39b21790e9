"""Memory of each process: at rest, after a load, and after the same load once more."""

from tests.bench import crowd, processes
from tests.bench.drain import drained
from tests.bench.figures import show, tell
from tests.bench.load.job import run
from tests.bench.register import CONNECTIONS, job
from tests.bench.suite import Suite

SECONDS = 8.0
MEBIBYTE = 1024 * 1024


def measure(suite: Suite) -> dict[str, float]:
    """Load twice; what the second load adds to the first is growth, what the first adds is use."""
    bodies, tokens = crowd.bodies(suite), suite.tokens("service_agent", CONNECTIONS)
    seen, answered = [processes.used(suite)], 0
    for number in (1, 2):
        answered += run(job(suite, "aftercare", bodies, tokens, SECONDS)).answered
        drained(suite)
        seen.append(processes.used(suite))
        tell(f"memory {number}/2: {answered} requests so far")
    rows = [
        [name, *(f"{moment[name].resident / MEBIBYTE:.0f}" for moment in seen)] for name in seen[0]
    ]
    sums = [sum(used.resident for used in moment.values()) / MEBIBYTE for moment in seen]
    rows.append(["all", *(f"{total:.0f}" for total in sums)])
    heads = ["process with its children", "before", "after a load", "after two"]
    show(f"memory, MiB (PSS), {answered:,} registrations in all", heads, rows)
    return {"memory_growth": sums[2] / sums[1]}
