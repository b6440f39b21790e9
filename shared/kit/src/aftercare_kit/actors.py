"""Who acts: a person behind a token, or the suite itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from aftercare_kit.languages import DEFAULT_LANGUAGE, Language
from aftercare_kit.roles import Role


@dataclass(frozen=True)
class Actor:
    """Whoever asks, what they are, and how far their rights may reach.

    `centre`, `department`, `customer_id` and `engineer_id` narrow a right to the own centre,
    department, customer or jobs; None means that the token names none.
    """

    subject: str
    name: str
    roles: frozenset[Role]
    region: str
    centre: str | None = None
    department: str | None = None
    customer_id: UUID | None = None
    engineer_id: UUID | None = None
    language: Language = DEFAULT_LANGUAGE
    source_ip: str | None = None

    @cached_property
    def role_names(self) -> Sequence[str]:
        """Its roles in the order of their names, as the audit has them."""
        return sorted(self.roles)

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor holds any of the roles."""
        return not self.roles.isdisjoint(roles)


def system_actor(service: str, region: str) -> Actor:
    """Act for a service on a timer or on another service's fact."""
    return Actor(
        subject=f"system:{service}", name=service, roles=frozenset({Role.SYSTEM}), region=region
    )
