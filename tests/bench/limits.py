"""Times that were promised as limits: registering among many, whom to send, cover, paper.

`BENCH_ROWS` says how many requests stand in the tables, with a unit for each five of them, a fifth
of the requests open and all units but a few hundred one customer's: the hardest to search.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

import asyncpg
import httpx2
import orjson
import uvloop

from aftercare_launcher import sql
from aftercare_launcher.ports import LOOPBACK
from intake.domain.contract import Contract
from intake.domain.entitlement import covering, entitle, warranty_of
from tests.bench import crowd
from tests.bench.drain import drained
from tests.bench.figures import percentile, short, show, tell
from tests.bench.lists import ROWS
from tests.bench.multiply import columns_of, multiply
from tests.bench.remote_case import cases
from tests.bench.suite import Suite

ENGINEERS = 500
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
SPREAD = {
    "id": "uuidv7()", "customer_id": "a.customer_id", "asset_id": "a.id", "number": "'L-' || n",
    "state": "case when n % 5 = 0 then 'registered' else 'closed' end",
    "reported_at": "t.reported_at - make_interval(secs => n)",
}  # fmt: skip


def measure(suite: Suite) -> dict[str, float]:
    """Fill the tables, take the times, print the table."""
    bodies = crowd.bodies(suite)
    case = uvloop.run(_one_case(suite, bodies))
    large = uvloop.run(_fill(suite, case))
    drained(suite)
    taken = {
        "registering, a usual customer": _registered(suite, bodies),
        "registering, the customer of nearly all": _registered(suite, large),
        "whom to send": _read(suite, "service_center_dispatcher", _suggestions(suite, case)),
        "handling sheet as PDF": _read(
            suite, "service_agent", f"/api/intake/requests/{case}/sheet.pdf"
        ),
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


async def _one_case(suite: Suite, bodies: list[str]) -> UUID:
    async with cases(suite, bodies) as played:
        return await played.play()


async def _fill(suite: Suite, case: UUID) -> list[str]:
    """Make units, requests and engineers; gives what the customer of nearly all units posts."""
    intake = await asyncpg.connect(suite.postgres("intake"))
    units = await multiply(intake, "asset", case, range(1, max(ROWS // 5, 1) + 1))
    names = [name for name, _ in await columns_of(intake, "request")]
    values = ", ".join(SPREAD.get(name, f"t.{name}") for name in names)
    await intake.execute(
        f"insert into request ({', '.join(names)}) select {values}"
        f" from generate_series(1, {ROWS}) as n"
        " join (select id, customer_id, row_number() over () - 1 as place, count(*) over () as many"
        " from asset) as a on a.place = n % a.many"
        f" cross join (select * from request where id = '{case}') as t",
        timeout=1800,
    )
    for table in ("asset", "request"):
        await intake.execute(f"vacuum (analyze) {table}", timeout=600)
    owned = "select id, customer_id from asset where serial like '%-copy-%' order by id limit 500"
    bodies = [
        orjson.dumps(
            {
                "customer_id": str(row["customer_id"]),
                "asset_id": str(row["id"]),
                "channel": "phone",
                "subject": "No output on phase B",
            }
        ).decode()
        for row in await intake.fetch(owned)
    ]
    await intake.close()
    tell(f"limits: {units:,} units, {ROWS:,} requests")
    dispatch = await asyncpg.connect(suite.postgres("dispatch"))
    await multiply(dispatch, "engineer", case, range(1, ENGINEERS))
    await dispatch.execute("vacuum (analyze) engineer")
    await dispatch.close()
    return bodies


def _registered(suite: Suite, bodies: Sequence[str]) -> list[float]:
    [token] = suite.tokens("service_agent", 1)
    with _client(suite, token) as client:
        return _timed(
            lambda at: client.post(
                "/api/intake/requests",
                content=bodies[at % len(bodies)],
                headers={"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"},
            ).raise_for_status()
        )


def _read(suite: Suite, role: str, path: str) -> list[float]:
    [token] = suite.tokens(role, 1)
    with _client(suite, token) as client:
        return _timed(lambda _: client.get(path).raise_for_status())


def _client(suite: Suite, token: str) -> httpx2.Client:
    return httpx2.Client(
        base_url=f"http://{LOOPBACK}:{suite.edge_port}",
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
        trust_env=False,
    )


def _suggestions(suite: Suite, case: UUID) -> str:
    query = f"select id::text from work_order where request_id = '{case}'"
    [order] = sql.values(suite.postgres("dispatch"), query)
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
