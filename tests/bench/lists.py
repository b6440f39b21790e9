"""Lists, case view and timeline on full tables, against tables that hold some pages.

`BENCH_ROWS` says how many requests stand in the tables, with ten events each in the gateway's
timeline; the table names the size it was measured with. The small tables are a second suite's, so
that both are read in turns. A list that is narrowed is held against the same list plain, where a
page is as full.
"""

from collections.abc import Mapping, Sequence

from aftercare_launcher import sql
from tests.bench.figures import short, show
from tests.bench.fill.cases import Originals
from tests.bench.fill.filling import filled
from tests.bench.fill.shape import ROWS
from tests.bench.fill.tables import EVENTS
from tests.bench.readers import Addresses, Readers, Taken, in_turns, near, read_on
from tests.bench.readings import Reading, narrowed, plain
from tests.bench.suite import Suite, suite

P95 = 0.95
DOUBTFUL = 1.3
"""What seems to have grown more is read more often: of eighty noisy figures one is always high."""

FEW = 1_200
"""Requests of the small tables: so many that rarer things fill a page, too."""


def measure(large: Suite) -> dict[str, float]:
    """Fill one suite a little and one up, and read both in turns."""
    lists = list(plain())
    with suite() as small:
        tables = filled(small), filled(large)
        tables[0].up_to(FEW)
        tables[1].up_to()
        few, many = Readers(small), Readers(large)
        sides = (
            (few, {**near(lists), **_cases(tables[0].originals)}),
            (many, {**near(lists), **_cases(tables[1].originals)}),
            (many, many.far(lists)),
        )
        taken = in_turns(*sides)
        doubtful = [
            name for name, before in taken[0].items()
            if _grown(before, name, taken[1:], P95) > DOUBTFUL
        ]  # fmt: skip
        read_on(sides, taken, doubtful)
        sizes = _requests(small), _requests(large)
    return {"list_growth": _told(sizes, *taken)}


def measure_narrowed(large: Suite) -> dict[str, float]:
    """Read the same lists narrowed, beside the plain ones on the same full tables."""
    tables, readers = filled(large), Readers(large)
    tables.up_to()
    lists = list(narrowed(tables.originals.town))
    taken = in_turns(
        (readers, near(plain())), (readers, near(lists)), (readers, readers.far(lists)), rounds=1
    )
    size = _requests(large)
    return {"narrowed_to_plain": _told((size, size), *taken, share=0.5)}


def _cases(played: Originals) -> Addresses:
    """Both cases, whole and as timelines."""
    return {
        f"/cases/{{{name}}}{part}": (Reading("", "service_agent"), f"/api/cases/{case.id}{part}")
        for name, case in (("remote", played.remote), ("on-site", played.on_site))
        for part in ("", "/timeline")
    }


def _grown(before: Taken, name: str, later: Sequence[Mapping[str, Taken]], share: float) -> float:
    """How much this percentile of a place's has grown, on its first page or its hundredth."""
    return max(one[name].grown(before, share) for one in later if name in one)


def _requests(suite: Suite) -> int:
    return sql.values(suite.postgres("intake"), "select count(*) from request")[0]


def _told(sizes: tuple[int, int], *read: Mapping[str, Taken], share: float = P95) -> float:
    """Print the table; the largest growth of this percentile."""
    few, many, far = read
    small, large = sizes
    rows, growth = list[list[str]](), list[float]()
    for name, taken in many.items():
        before = few.get(name.split(" ")[0])
        p95 = [one[name].at(0.95) for one in (many, far) if name in one]
        grown = _grown(before, name, (many, far), share) if before else None
        growth += [] if grown is None else [grown]
        rows.append([
            name,
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
