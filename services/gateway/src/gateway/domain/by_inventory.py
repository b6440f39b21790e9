"""What inventory's facts change: the parts of each scheme, what was exchanged, what comes back."""

from functools import partial

from gateway.domain.change import Change

_parts = partial(Change, "parts", "reservation_id")
_return = partial(Change, "returns", "return_id")

_SETTLED = {"short": None}

CHANGES = {
    "part.reserved": _parts(
        ("scheme_id", "store", "lines"), {"state": "reserved", **_SETTLED}, "reserved_at"
    ),
    "part.short": _parts(
        ("scheme_id", "store"),
        {"state": "short"},
        also=lambda entry, data: entry.update(short=data["lines"]),
    ),
    "part.issued": _parts(
        ("scheme_id", "visit_id"),
        {"state": "issued"},
        "issued_at",
        lambda entry, data: entry.update(issued=data["lines"]),
    ),
    "part.consumed": _parts(
        ("scheme_id", "visit_id", "report_id"),
        {"state": "consumed"},
        "consumed_at",
        lambda entry, data: entry.update(consumed=data["lines"]),
    ),
    "part.returned": _parts(
        ("scheme_id", "visit_id"),
        {},
        "returned_at",
        # Leftovers of a visit come back beside what was fitted: that it was consumed still holds.
        lambda entry, data: entry.update(
            returned=data["lines"],
            state="consumed" if entry.get("consumed") else "returned",
        ),
    ),
    "part.released": _parts(
        ("scheme_id", "reason"), {"state": "released", **_SETTLED}, "released_at"
    ),
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
