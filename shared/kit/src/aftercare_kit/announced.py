"""What a transaction leaves behind about itself: rows of the event log and of the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from aftercare_contracts.base import CaseEvent, Event
from aftercare_kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Announced:
    """An event on its way into the log."""

    id: UUID
    event: Event
    aggregate_id: UUID
    aggregate_version: int
    occurred_at: datetime
    traceparent: str | None

    def row(self, region: str, subject: str) -> dict[str, Any]:
        """Its row, said in this region by this person or service."""
        return {
            "event_id": self.id,
            "aggregate": self.event.aggregate_name(),
            "aggregate_id": self.aggregate_id,
            "aggregate_version": self.aggregate_version,
            "type": self.event.type,
            "case_id": self.event.request_id if isinstance(self.event, CaseEvent) else None,
            "region": region,
            "occurred_at": self.occurred_at,
            "actor": subject,
            "traceparent": self.traceparent,
            "data": orjson.Fragment(self.event.model_dump_json()),
        }


def audit_row(
    actor: Actor,
    region: str,
    at: datetime,
    action: str,
    aggregate: str,
    aggregate_id: UUID | None,
    detail: Mapping[str, object],
    trace_id: str | None,
) -> dict[str, Any]:
    """Who did what to what, from where, in which trace."""
    return {
        "at": at,
        "subject": actor.subject,
        "name": actor.name,
        "roles": actor.role_names,
        "region": region,
        "action": action,
        "aggregate": aggregate,
        "aggregate_id": aggregate_id,
        "detail": detail,
        "source_ip": actor.source_ip,
        "trace_id": trace_id,
    }
