"""What is read on full tables: every list that grows with the cases, plain and narrowed.

Narrowed in the ways that are hardest: to a state that is rare and old, to the customer who has
nearly all, to a usual one, to words that are frequent or rare, by tokens that see a part only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.bench.fill.shape import GIANT
from tests.journeys.town import Town

_USUAL = 7
"""The number of a usual customer, and of its centre."""

_AGENT, _DESK = "service_agent", "service_center_dispatcher"
_STORE, _QUOTING = "warehouse", "external_quoting"
_LISTS = {
    "/intake/customers": _AGENT,
    "/intake/sites": _AGENT,
    "/intake/assets": _AGENT,
    "/intake/contracts": _AGENT,
    "/intake/requests": _AGENT,
    "/intake/contact-logs": _AGENT,
    "/dispatch/work-orders": _DESK,
    "/dispatch/visits": _DESK,
    "/dispatch/engineers": _DESK,
    "/dispatch/notices": _DESK,
    "/inventory/parts": _STORE,
    "/inventory/stores": _STORE,
    "/inventory/stock": _STORE,
    "/inventory/movements": _STORE,
    "/inventory/reservations": _STORE,
    "/inventory/returns": _STORE,
    "/feedback/verifications": _AGENT,
    "/feedback/surveys": _AGENT,
    "/feedback/complaints": _AGENT,
    "/billing/prices": _QUOTING,
    "/billing/liabilities": _QUOTING,
    "/billing/quotes": _QUOTING,
    "/billing/charges": _QUOTING,
    "/cases": _AGENT,
}
_STATES = {
    "/intake/requests": ("registered", "merged"),
    "/dispatch/work-orders": ("open", "cancelled"),
    "/inventory/reservations": ("short",),
    "/inventory/returns": ("due", "scrapped"),
    "/feedback/verifications": ("open", "cancelled"),
    "/feedback/surveys": ("sent",),
    "/feedback/complaints": ("replied",),
    "/billing/liabilities": ("open",),
    "/billing/quotes": ("offered", "refused"),
    "/cases": ("registered", "merged"),
}
_WORDS = {
    "/intake/requests": ("风机", "晶闸管", "fan noise", "firmware", "INV", "router 断路"),
    "/intake/customers": ("nanshan", "南方电网", "Harbour 77"),
    "/intake/assets": ("SUN-110", "inverter", "INV"),
}
_OF_CUSTOMERS = (
    "/intake/requests", "/intake/assets", "/intake/sites", "/intake/contracts",
    "/feedback/verifications", "/feedback/surveys", "/feedback/complaints",
    "/billing/quotes", "/billing/charges", "/cases",
)  # fmt: skip
_OF_CENTRES = (
    "/intake/customers", "/intake/sites", "/intake/assets", "/intake/contracts", "/intake/requests",
    "/intake/contact-logs", "/dispatch/work-orders", "/dispatch/visits", "/dispatch/engineers",
    "/dispatch/notices", "/inventory/stock", "/inventory/movements", "/inventory/reservations",
    "/inventory/returns", "/feedback/verifications", "/feedback/surveys", "/feedback/complaints",
    "/cases",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A list as somebody reads it."""

    path: str
    role: str
    query: str = ""
    bound: tuple[tuple[str, str], ...] = ()
    named: str = ""
    """Whose it is, or how it is narrowed."""

    @property
    def address(self) -> str:
        return f"/api{self.path}" + (f"?{self.query}" if self.query else "")

    @property
    def name(self) -> str:
        return f"{self.path} {self.named}".strip()


def plain() -> Sequence[Reading]:
    """Each list as it is."""
    return [Reading(path, role) for path, role in _LISTS.items()]


def narrowed(town: Town) -> Iterable[Reading]:
    """The same lists, narrowed."""
    giant, usual = (f"{number:08x}-0000-7000-8000-000000000000" for number in (GIANT, _USUAL))
    for path, states in _STATES.items():
        for state in states:
            yield Reading(path, _LISTS[path], f"state={state}", named=state)
    for path, texts in _WORDS.items():
        for text in texts:
            yield Reading(path, _LISTS[path], urlencode({"text": text}), named=f"'{text}'")
    said = urlencode({"text": "风机", "customer_id": giant})
    yield Reading("/intake/requests", _AGENT, said, named="'风机' of the giant's")
    yield Reading("/cases", _AGENT, "overdue=true", named="overdue")
    for path in _OF_CUSTOMERS:
        for who, customer in (("giant", giant), ("usual customer", usual)):
            bound = (("customer_id", customer),)
            yield Reading(path, "customer", bound=bound, named=f"as the {who}")
    for path in _OF_CENTRES:
        for who, number in (("largest centre", 0), ("usual centre", _USUAL)):
            bound = (("centre", f"{town.centre}-{number:02}"),)
            yield Reading(path, _LISTS[path], bound=bound, named=f"in the {who}")
    for path, role in (("/intake/tasks", _AGENT), ("/dispatch/tasks", _DESK)):
        yield Reading(path, role, named="")
        yield Reading(path, role, bound=(("centre", f"{town.centre}-07"),), named="in a centre")
