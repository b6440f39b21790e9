"""Registering a request: ours through the edge, the hand-written route through it too, pgbench.

The three take turns in each round, in an order that changes, and each begins when everybody has
heard of what the one before it left behind.
"""

from dataclasses import dataclass, field

import orjson

from tests.bench import crowd, processes
from tests.bench.drain import drained
from tests.bench.figures import Figure, percentile, ratio, show, tell
from tests.bench.load.job import Done, Job, run
from tests.bench.raw import pgbench, world
from tests.bench.suite import Suite

ROUNDS = 5
SECONDS = 3.0
CONNECTIONS = 16
WARM_SECONDS = 2.0
PATHS = {"aftercare": "/api/intake/requests", "raw": "/api/raw/requests"}


@dataclass
class Side:
    """What one of the three came to, a value a round."""

    rates: list[float] = field(default_factory=list[float])
    p50: list[float] = field(default_factory=list[float])
    p99: list[float] = field(default_factory=list[float])
    generator: list[float] = field(default_factory=list[float])
    """Share of a core that the generator took."""

    def add(self, done: Done) -> None:
        self.rates.append(done.per_second)
        self.p50.append(1000 * percentile(done.latencies, 0.5))
        self.p99.append(1000 * percentile(done.latencies, 0.99))
        self.generator.append(100 * done.cpu / done.seconds)


def measure(suite: Suite) -> dict[str, float]:
    """Run the rounds, print the table, give the ratios."""
    bodies = crowd.bodies(suite)
    tokens = suite.tokens("service_agent", CONNECTIONS)
    world.make(suite)
    sides = {name: Side() for name in ("aftercare", "raw", "pgbench")}
    spent: dict[str, float] = {}

    def turn(name: str, seconds: float) -> None:
        if name == "pgbench":
            rate, latency = pgbench.register(suite, orjson.loads(bodies[0]), CONNECTIONS, seconds)
            sides[name].rates.append(rate)
            sides[name].p50.append(1000 * latency)
            return
        before = processes.used(suite)
        done = run(job(suite, name, bodies, tokens, seconds))
        if name == "aftercare":
            drained(suite)
            spent.update(processes.shares(before, processes.used(suite), done.answered))
        sides[name].add(done)

    with suite.running(world.service(suite)):
        for name in sides:
            turn(name, WARM_SECONDS)
        world.must_be_alike(suite)
        sides |= {name: Side() for name in sides}
        for number in range(1, ROUNDS + 1):
            for name in list(sides)[:: 1 if number % 2 else -1]:
                turn(name, SECONDS)
            rates = ", ".join(f"{name} {side.rates[-1]:.0f}/s" for name, side in sides.items())
            tell(f"register {number}/{ROUNDS}: {rates}")
    return _told(sides, spent)


def job(suite: Suite, name: str, bodies: list[str], tokens: list[str], seconds: float) -> Job:
    """Registrations on one side, on as many connections as there are tokens."""
    return Job(
        port=suite.edge_port,
        path=PATHS[name],
        bodies=bodies,
        tokens=tokens,
        seconds=seconds,
    )


def _told(sides: dict[str, Side], spent: dict[str, float]) -> dict[str, float]:
    ours = sides["aftercare"].rates
    against = {name: ratio(ours, sides[name].rates) for name in ("raw", "pgbench")}
    rows = [
        [
            name,
            Figure(side.rates),
            Figure(side.p50) if side.p99 else f"mean {Figure(side.p50)}",
            Figure(side.p99) if side.p99 else "",
            f"{Figure(side.generator).median:.0f} %" if side.generator else "",
            against.get(name, ""),
        ]
        for name, side in sides.items()
    ]
    heads = ["side", "registrations/s", "p50 ms", "p99 ms", "generator's core", "ours to it"]
    show(f"register, {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:.0f} s", heads, rows)
    tell(f"processor time for each registration of ours, ms: {processes.as_line(spent)}")
    return {f"register_vs_{name}": figure.median for name, figure in against.items()}
