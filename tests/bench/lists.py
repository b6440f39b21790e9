"""Lists, case view and timeline on full tables, against tables that hold some pages.

`BENCH_ROWS` says how many requests stand in the tables, with ten events each in the gateway's
timeline; the table names the size it was measured with. A list that is narrowed is held against
the same list plain and small, where a page is as full.
"""

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aftercare_launcher import sql
from tests.bench.figures import percentile, short, show
from tests.bench.fill.filling import filled
from tests.bench.fill.shape import ROWS
from tests.bench.fill.tables import EVENTS
from tests.bench.pages import Reader
from tests.bench.readings import Reading, narrowed, plain
from tests.bench.suite import Suite

FEW = 1_200
"""Requests of the small tables: so many that rarer things fill a page, too."""

HUNDREDTH = 100
ROUNDS, SAMPLES = 5, 24
_ID = re.compile(r"/[0-9a-f-]{36}")


@dataclass
class Taken:
    """Milliseconds that the readings of one place took, round by round."""

    rounds: list[Sequence[float]] = field(default_factory=list[Sequence[float]])

    def at(self, share: float) -> float:
        """The percentile of each round, the median of all."""
        return statistics.median(percentile(one, share) for one in self.rounds)


class Readers:
    """Everybody who reads, each on a connection of their own."""

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._known: dict[tuple[object, ...], Reader] = {}

    def of(self, reading: Reading) -> Reader:
        """Whoever this reading is for."""
        who = (reading.role, reading.bound)
        if who not in self._known:
            token = self._suite.token(reading.role, **dict(reading.bound))
            self._known[who] = Reader(self._suite.edge_port, token)
        return self._known[who]

    def take(
        self, addresses: Mapping[str, tuple[Reading, str]], rounds: int = ROUNDS
    ) -> dict[str, Taken]:
        """Read each several times, all in turns: what else the machine does meets them alike."""
        taken = {name: Taken() for name in addresses}
        for _ in range(rounds):
            for name, (reading, address) in addresses.items():
                taken[name].rounds.append(self.of(reading).timed(address, SAMPLES))
        return taken

    def far(self, reading: Reading) -> str:
        """The address of its hundredth page, or of the last one."""
        return self.of(reading).page(reading.address, HUNDREDTH)


def measure(suite: Suite) -> dict[str, float]:
    """Fill a little, read, fill up, read again."""
    tables, readers = filled(suite), Readers(suite)
    tables.up_to(FEW)
    small = _requests(suite)
    cases = [
        Reading(f"/cases/{case.id}{part}", "service_agent")
        for case in (tables.originals.remote, tables.originals.on_site)
        for part in ("", "/timeline")
    ]
    lists = list(plain())
    few = readers.take({each.path: (each, each.address) for each in (*lists, *cases)})
    tables.up_to()
    many = readers.take({each.name: (each, each.address) for each in (*lists, *cases)})
    far = readers.take({each.name: (each, readers.far(each)) for each in lists})
    sizes = small, _requests(suite)
    return {"list_growth": _told(sizes, few, many, far)}


def measure_narrowed(suite: Suite) -> dict[str, float]:
    """Read the same lists narrowed, beside the plain ones on the same full tables."""
    tables, readers = filled(suite), Readers(suite)
    tables.up_to()
    whole = readers.take({each.path: (each, each.address) for each in plain()}, rounds=1)
    lists = list(narrowed(tables.originals.town))
    many = readers.take({each.name: (each, each.address) for each in lists}, rounds=1)
    far = readers.take({each.name: (each, readers.far(each)) for each in lists}, rounds=1)
    size = _requests(suite)
    return {"narrowed_to_plain": _told((size, size), whole, many, far, share=0.5)}


def _requests(suite: Suite) -> int:
    return sql.values(suite.postgres("intake"), "select count(*) from request")[0]


def _told(sizes: tuple[int, int], *read: Mapping[str, Taken], share: float = 0.95) -> float:
    """Print the table; the largest growth of this percentile."""
    few, many, far = read
    small, large = sizes
    rows, growth = list[list[str]](), list[float]()
    for name, taken in many.items():
        before = few.get(name.split(" ")[0])
        p95 = [one[name].at(0.95) for one in (many, far) if name in one]
        later = [one[name].at(share) for one in (many, far) if name in one]
        grown = max(later) / before.at(share) if before else None
        growth += [] if grown is None else [grown]
        rows.append([
            _ID.sub("/{id}", name),
            short(before.at(0.95)) if before else "",
            *(short(value) for value in p95),
            *([""] if name not in far else []),
            short(before.at(0.5)) if before else "",
            short(taken.at(0.5)),
            short(far[name].at(0.5)) if name in far else "",
            short(grown) if grown is not None else "",
        ])  # fmt: skip
    heads = ["route", f"p95 ms at {small:,}", "full", "page 100",
             f"p50 at {small:,}", "full", "page 100", f"growth of p{100 * share:.0f}"]  # fmt: skip
    show(f"lists, {large:,} requests, {ROWS * EVENTS:,} events in the timeline", heads, rows)
    return max(growth)
