"""Service policies and their previews, as intake answers them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from intake.application.views.view import View


class PolicyView(View):
    """A published version of a service policy."""

    id: UUID
    version: int
    preset: str
    policy_version: int
    effective_from: datetime
    overrides: Mapping[str, Any]
    published_by: str


class EffectView(View):
    """What a change would have meant for one clock."""

    clock: str
    cases: int
    met_before: int
    met_after: int
    breached_before: int
    breached_after: int
    would_breach: list[str]
    would_meet: list[str]


class PreviewView(View):
    """A change of policy, tried on the cases of the last 31 days."""

    preset: str
    since: datetime
    until: datetime
    cases: int
    effects: list[EffectView]
