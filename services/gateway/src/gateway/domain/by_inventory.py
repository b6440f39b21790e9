"""What inventory's facts change: the parts of each scheme, what was exchanged, what comes back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from gateway.domain.change import Change, Entry

_parts = partial(Change, "parts", "reservation_id")
_return = partial(Change, "returns", "return_id")

_SETTLED = {"short": None}


def _add(name: str) -> Callable[[Entry, Mapping[str, Any]], None]:
    """Lines are added up: a scheme may take several outings, each with parts of its own."""

    def note(entry: Entry, data: Mapping[str, Any]) -> None:
        entry[name] = [*entry.get(name, ()), *data["lines"]]

    return note


def _missing(entry: Entry, data: Mapping[str, Any]) -> None:
    entry["short"] = data["lines"]


def _returned(entry: Entry, data: Mapping[str, Any]) -> None:
    """Leftovers come back beside what was fitted: that parts were consumed still holds."""
    _add("returned")(entry, data)
    entry["state"] = "consumed" if entry.get("consumed") else "returned"


CHANGES = {
    "part.reserved": _parts(
        ("scheme_id", "store", "lines"), {"state": "reserved", **_SETTLED}, "reserved_at"
    ),
    "part.short": _parts(("scheme_id", "store"), {"state": "short"}, also=_missing),
    "part.issued": _parts(
        ("scheme_id", "visit_id"),
        {"state": "issued"},
        "issued_at",
        _add("issued"),
    ),
    "part.consumed": _parts(
        ("scheme_id", "visit_id", "report_id"),
        {"state": "consumed"},
        "consumed_at",
        _add("consumed"),
    ),
    "part.returned": _parts(
        ("scheme_id", "visit_id"),
        {},
        "returned_at",
        _returned,
    ),
    "part.released": _parts(
        ("scheme_id", "reason"), {"state": "released", **_SETTLED}, "released_at"
    ),
    "part.used": Change("usages", "usage_id", ("store", "part_no", "quantity"), {}, "used_at"),
    "part.replaced": Change(
        "replacements", None, ("asset_id", "part_no", "serial_on", "serial_off")
    ),
    "return.due": _return(("part_no", "serial", "due_at"), {"state": "due"}),
    "return.overdue": _return(("part_no", "serial", "due_at"), {"overdue": True}),
    "return.received": _return(
        ("part_no", "serial", "number", "store", "in_time"),
        {"state": "received", "overdue": False},
        "received_at",
    ),
    "inspection.passed": _return(("part_no", "serial"), {"state": "passed"}, "inspected_at"),
    "inspection.failed": _return(
        ("part_no", "serial", "defect", "disposition"), {"state": "nonconforming"}, "inspected_at"
    ),
    "return.stored": _return(("part_no", "serial", "store"), {"state": "stored"}, "settled_at"),
    "return.sent_back": _return(("part_no", "serial"), {"state": "sent_back"}, "settled_at"),
    "item.scrapped": _return(("part_no", "serial"), {"state": "scrapped"}, "settled_at"),
}
