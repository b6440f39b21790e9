"""Times that were promised as limits: registering among many, whom to send, cover, paper.

`BENCH_ROWS` says how many requests stand in the tables, with a unit for each five of them; nine in
ten are one customer's, the hardest to search.
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from urllib.parse import urlencode
from uuid import uuid4

import httpx2

from aftercare_launcher import sql
from aftercare_launcher.ports import LOOPBACK
from intake.domain.contract import Contract
from intake.domain.entitlement import covering, entitle, warranty_of
from tests.bench.drain import drained
from tests.bench.figures import percentile, short, show
from tests.bench.fill.filling import filled
from tests.bench.fill.shape import GIANT
from tests.bench.suite import Suite

CONTRACTS = 200
SAMPLES, WARM = 150, 15
LIMITS = {
    "registering, a usual customer": 60,
    "registering, the customer of nearly all": 60,
    "whom to send": 100,
    "handling sheet as PDF": 100,
    "what covers a unit (processor)": 5,
}
"""Milliseconds that the 95th percentile may take."""

_BODIES = """
select json_build_object('customer_id', customer_id, 'asset_id', id, 'channel', 'phone',
    'subject', (array['No output on phase B', '风机轴承异响'])[1 + row_number() over () % 2])::text
from asset
where serial like '%-00%' and (customer_id = '{giant:08x}-0000-7000-8000-000000000000') = {whose}
order by substr(id::text, 5, 4), id limit 500
"""
"""What is posted about units out of all the register."""


def measure(suite: Suite) -> dict[str, float]:
    """Fill the tables, take the times, print the table."""
    tables = filled(suite)
    tables.up_to()
    order = tables.originals.on_site.order()["id"]
    sheet = f"/api/intake/requests/{tables.originals.remote.id}/sheet.pdf"
    taken = {
        "registering, a usual customer": _registered(suite, giant=False),
        "registering, the customer of nearly all": _registered(suite, giant=True),
        "whom to send": _read(suite, "service_center_dispatcher", _suggestions(order)),
        "handling sheet as PDF": _read(suite, "service_agent", sheet),
        "what covers a unit (processor)": _covered(),
    }
    drained(suite)
    p95 = {name: percentile(times, 0.95) for name, times in taken.items()}
    rows = [
        [name, short(percentile(times, 0.5)), short(p95[name]), LIMITS[name]]
        for name, times in taken.items()
    ]
    requests, assets = (_count(suite, "intake", table) for table in ("request", "asset"))
    engineers = _count(suite, "dispatch", "engineer")
    title = f"limits, {requests:,} requests, {assets:,} units, {engineers} engineers"
    show(title, ["", "p50 ms", "p95 ms", "limit ms"], rows)
    return {
        "register_large_p95_ms": max(list(p95.values())[:2]),
        "suggest_p95_ms": p95["whom to send"],
        "sheet_pdf_p95_ms": p95["handling sheet as PDF"],
        "entitlement_p95_ms": p95["what covers a unit (processor)"],
    }


def _registered(suite: Suite, *, giant: bool) -> list[float]:
    bodies: Iterator[str] = cycle(
        sql.values(suite.postgres("intake"), _BODIES.format(giant=GIANT, whose=giant))
    )
    with _client(suite, "service_agent") as client:
        return _timed(
            lambda _: client.post(
                "/api/intake/requests",
                content=next(bodies),
                headers={"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"},
            ).raise_for_status()
        )


def _read(suite: Suite, role: str, path: str) -> list[float]:
    with _client(suite, role) as client:
        return _timed(lambda _: client.get(path).raise_for_status())


def _client(suite: Suite, role: str) -> httpx2.Client:
    return httpx2.Client(
        base_url=f"http://{LOOPBACK}:{suite.edge_port}",
        headers={"Authorization": f"Bearer {suite.token(role)}"},
        timeout=60,
        trust_env=False,
    )


def _suggestions(order: str) -> str:
    begins = datetime.now(UTC) + timedelta(days=2)
    window = {
        "planned_from": begins.isoformat(),
        "planned_to": (begins + timedelta(hours=4)).isoformat(),
    }
    return f"/api/dispatch/work-orders/{order}/suggestions?{urlencode(window)}"


def _covered() -> list[float]:
    """The decision alone, for a customer with many contracts, none of which covers the unit."""
    on, customer = date(2026, 11, 23), uuid4()
    contracts = [
        Contract(
            id=uuid4(),
            region="cn-south",
            code=f"K-{number}",
            customer_id=customer,
            kind="contract_period",
            policy="base",
            starts_on=on - timedelta(days=100),
            ends_on=on + timedelta(days=100 + number),
            product_lines=[],
            serials=[f"INV-{number}-{at}" for at in range(200)],
            clauses={},
        )
        for number in range(CONTRACTS)
    ]

    def decide(_at: int) -> object:
        contract = covering(contracts, "inverter", "INV-0000", on)
        return entitle(contract, warranty_of(on - timedelta(days=900), None, 12), contracts, on)

    return _timed(decide, clock=time.process_time)


def _timed(
    act: Callable[[int], object], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    taken = list[float]()
    for at in range(WARM + SAMPLES):
        began = clock()
        act(at)
        taken.append(1000 * (clock() - began))
    return taken[WARM:]


def _count(suite: Suite, service: str, table: str) -> int:
    return sql.values(suite.postgres(service), f"select count(*) from {table}")[0]
