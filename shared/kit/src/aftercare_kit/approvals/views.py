"""Approvals as they are shown."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, shown: object) -> Self:
        """The picture of one aggregate or row."""
        return cls.model_validate(shown)


class DelegationView(_View):
    """Who stands in for whom."""

    id: UUID
    version: int
    delegator: str
    delegate: str
    roles: list[str]
    starts_at: datetime
    ends_at: datetime
    reason: str
    ended_at: datetime | None


class StepView(_View):
    name: str
    roles: list[str]


class DecisionView(_View):
    """What one person decided, for whom, with which words."""

    step: str
    verdict: str
    by: str
    role: str
    at: datetime
    comment: str | None
    on_behalf_of: str | None


class ApprovalView(_View):
    """One round, with its steps and what was decided so far."""

    id: UUID
    kind: str
    about_id: UUID
    case_id: UUID | None
    title: str
    author: str
    rule: str | None
    state: str
    steps: list[StepView]
    waiting_for: list[str]
    waiting_since: datetime
    decisions: list[DecisionView]
    escalated: bool
