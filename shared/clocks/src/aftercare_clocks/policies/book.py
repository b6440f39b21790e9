"""All versions of one policy, and which of them is in force when."""

from collections.abc import Iterable
from datetime import datetime

from aftercare_clocks.errors import NoPolicyInForce
from aftercare_clocks.moments import utc
from aftercare_clocks.policies.policy import ServicePolicy


class PolicyBook:
    """A version holds from its date until another takes over; what has started keeps its own."""

    def __init__(self, policies: Iterable[ServicePolicy]) -> None:
        self.policies = tuple(
            sorted(policies, key=lambda policy: (policy.effective_from, policy.version))
        )

    def at(self, moment: datetime) -> ServicePolicy:
        """The version in force; of two that begin together the later version."""
        begun = [policy for policy in self.policies if policy.effective_from <= utc(moment)]
        if not begun:
            raise NoPolicyInForce(f"no policy is in force at {moment.isoformat()}")
        return begun[-1]
