"""What intake says of service policies."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from aftercare_contracts.base import Event, Title


class PolicyPublished(Event):
    """A version of a service policy was published; what is promised already keeps its own."""

    type: ClassVar[str] = "aftercare.intake.policy.published.v1"
    title: ClassVar[Title] = Title("Policy published", "服务政策发布")

    policy_id: UUID
    policy: str
    policy_version: int
    effective_from: datetime
