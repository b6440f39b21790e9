"""What intake's facts change: the head of the case and where the request stands."""

from collections.abc import Mapping
from typing import Any

from gateway.domain.change import Change, Entry

_REGISTERED = (
    "number",
    "customer_id",
    "asset_id",
    "asset_serial",
    "product_line",
    "site_code",
    "centre",
    "department",
    "channel",
    "subject",
    "reported_at",
)
_TRIAGED = (
    "number",
    "customer_id",
    "asset_id",
    "asset_serial",
    "product_line",
    "site_code",
    "subject",
    "service_type",
    "fault_level",
    "major",
    "fault_kind",
    "department",
    "entitlement",
    "reported_at",
)


def _freeze(entry: Entry, data: Mapping[str, Any]) -> None:
    """The serving centre and the policy in force; the clocks themselves are told by dispatch."""
    entry["centre"] = data["engagement"]["centre"]
    entry["policy"] = data["promise"]["policy"]
    entry["policy_version"] = data["promise"]["version"]


def _request(state: str, stamps: str, *takes: str, **more: Any) -> Change:
    """Any step of the request also ends the wait for its triage."""
    said = {"state": state, "overdue": False}
    return Change("request", "request_id", takes, said, stamps, **more)


CHANGES = {
    "request.registered": _request("registered", "registered_at", *_REGISTERED),
    "request.triage_overdue": Change("request", "request_id", sets={"overdue": True}),
    "request.fault_repeated": Change("request", "request_id"),
    "request.triaged": _request("triaged", "triaged_at", *_TRIAGED, also=_freeze),
    "request.forgotten": Change("request", "request_id"),
    "request.call_missed": Change("request", "request_id"),
    "request.answered": Change("request", "request_id"),
    "request.referred": Change("request", "request_id"),
    "request.service_started": _request("in_service", "service_started_at"),
    "request.resolved": _request("resolved", "resolved_at", "mode"),
    "request.verified": _request("verified", "verified_at"),
    "request.closed": _request("closed", "closed_at"),
    "request.reopened": _request("in_service", "reopened_at", "reason"),
    "request.cancelled": _request("cancelled", "cancelled_at", "reason"),
    "request.merged": _request("merged", "merged_at", "into_request_id"),
}
