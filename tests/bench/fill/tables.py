"""Which tables are filled, how far, and with what of their own; what others point to goes first."""

from tests.bench.fill.copies import Table, numbered
from tests.bench.fill.shape import (
    CENTRES,
    CUSTOMERS,
    ENGINEERS,
    OF_A_CUSTOMER,
    OF_A_REQUEST,
    OF_A_SITE,
    OF_A_UNIT,
    PARTS,
    ROWS,
    SECONDS,
    UNITS,
    mostly,
)

EVENTS = 10
"""Of each case in the timeline."""

ON_SITE = 3
"""One case in so many is cleared on site."""

_REMOTE, _FIELD = "request_id = '{remote}'", "request_id = '{on_site}'"
_SITES = ROWS // ON_SITE


def _master(service: str, table: str, source: str, rows: int, **own: str) -> Table:
    whose = {"customer": OF_A_CUSTOMER, "site": OF_A_SITE, "asset": OF_A_UNIT}
    return Table(service, table, source, rows, 1, whose.get(table, OF_A_REQUEST), own, first=0)


def _of_case(service: str, name: str, **own: str) -> Table:
    return Table(service, name, _REMOTE, ROWS, own=own)


def _on_site(service: str, name: str, **own: str) -> Table:
    return Table(service, name, _FIELD, _SITES, ON_SITE, own=own)


_AHEAD = {
    name: f"t.{name} + interval '3 days' - make_interval(secs => n * {SECONDS})"
    for name in ("planned_from", "planned_to", "busy_from", "busy_to")
}
"""The latest visits are planned for the next days."""

_OF_N = {"centre": f"t.centre || '-' || lpad((n % {CENTRES})::text, 2, '0')"}

TABLES = (
    _master(
        "intake", "service_centre", "code = '{centre}'", CENTRES - 1,
        code="t.code || '-' || lpad(n::text, 2, '0')",
    ),
    _master(
        "intake", "customer", "id = '{customer}'", CUSTOMERS,
        name="(array['Nanshan Power', '南方电网', 'Harbour Telecom', '城市轨道'])[1 + n % 4]"
        " || ' ' || n",
    ),
    _master("intake", "site", "customer_id = '{customer}'", 2 * CUSTOMERS + 1),
    _master(
        "intake", "asset", "id = '{asset}'", UNITS,
        model="'SUN-' || 50 + 10 * (n % 40)",
        product_line="(array['inverter', 'ups', 'router', 'meter'])[1 + n % 4]",
    ),
    Table("intake", "contract", "customer_id = '{customer}'", ROWS // 20, 20, own={
        "ends_on": "t.ends_on - (n % 3000)::integer",
        "starts_on": "t.starts_on - 3000",
    }),
    Table("intake", "request", "id = '{remote}'", ROWS, own={
        "state": mostly("closed", "registered", "triaged", "in_service", rarely="merged"),
        "merged_into": "null",
    }),
    Table("intake", "contact_log", _REMOTE, ROWS // 5, 5),
    _master(
        "dispatch", "engineer", "id = '{engineer}'", ENGINEERS - 1,
        home="jsonb_build_object('latitude', 22 + n / 100.0, 'longitude', 114.0)",
        certificates="case when n % 3 = 0 then jsonb_set(t.certificates, '{0,valid_until}',"
        " '\"2025-12-31\"') else t.certificates end",
        **_OF_N,
    ),
    _of_case("dispatch", "work_order", state=mostly(
        "resolved", "open", "in_progress", rarely="cancelled"
    )),
    _on_site("dispatch", "scheme"),
    _on_site("dispatch", "visit", state=mostly("finished", "planned", "accepted"), **_AHEAD),
    _on_site("dispatch", "outing"),
    _on_site("dispatch", "report"),
    Table("dispatch", "notice", "case_id = '{on_site}'", _SITES, ON_SITE),
    _master("inventory", "store", "code = '{store}'", CENTRES - 1, **_OF_N,
            code=numbered("code", "n")),
    _master("inventory", "part", "part_no = '{part}'", PARTS - 1,
            part_no=numbered("part_no", "n")),
    _master("inventory", "stock_level", "part_no = '{part}'", CENTRES * PARTS - 1),
    _on_site("inventory", "reservation", state=mostly("consumed", "reserved", rarely="short")),
    _on_site("inventory", "part_return", state=mostly("stored", "due", rarely="scrapped")),
    _on_site("inventory", "movement"),
    _of_case("feedback", "case_promise"),
    _of_case("feedback", "verification", state=mostly("satisfied", "open", rarely="cancelled")),
    _of_case("feedback", "survey", state=mostly("expired", "sent")),
    Table("feedback", "complaint", _REMOTE, ROWS // 20, 20, own={
        "state": mostly("accepted", "accepted", "opinion", rarely="replied"),
    }),
    _on_site("billing", "service_case"),
    _master("billing", "price", "part_no = '{part}'", PARTS - 1, part_no=numbered("part_no", "n")),
    _on_site("billing", "liability", state=mostly("decided", "decided", rarely="open")),
    _on_site("billing", "quote", state=mostly("accepted", "offered", rarely="refused")),
    _on_site("billing", "charge"),
    _of_case(
        "gateway", "case_view",
        state=mostly("closed", "registered", "triaged", "in_service", rarely="merged"),
        overdue="n % 500 = 0", overdue_for_customer="n % 1000 = 0",
    ),
    Table("gateway", "timeline", _FIELD, ROWS, each=EVENTS),
)  # fmt: skip
SERVICES = ("gateway", "intake", "dispatch", "feedback", "inventory", "billing")
"""The one that takes longest first."""
