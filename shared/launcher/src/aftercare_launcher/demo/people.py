"""Who does what in the demo: each with a token of their own, as real people would have."""

from collections.abc import Callable
from dataclasses import dataclass, field

from aftercare_launcher.tokens import Bearer

DESKS = 3
"""Agents of one centre; what they do is spread over them."""


@dataclass(frozen=True)
class Person:
    """Somebody with a token; the same person says the same thing again after a failure."""

    subject: str
    token: str = field(repr=False)


class People:
    """Signs people in when they are first needed."""

    def __init__(self, sign: Callable[[Bearer], str], region: str, tag: str) -> None:
        self._sign = sign
        self._region = region
        self._tag = tag
        self._known: dict[str, Person] = {}

    def company(self, role: str, number: int = 1) -> Person:
        """Somebody of the whole region: quality, quoting desk, information officer and so on."""
        return self._signed_in(f"{role}-{number}", (role,))

    def desk(self, role: str, centre: str, number: int = 0) -> Person:
        """Somebody of one centre."""
        return self._signed_in(f"{role}-{centre}-{number % DESKS + 1}", (role,), centre=centre)

    def engineer(self, code: str, engineer_id: str, centre: str) -> Person:
        return self._signed_in(code, ("field_engineer",), centre=centre, engineer_id=engineer_id)

    def customer(self, key: str, customer_id: str) -> Person:
        return self._signed_in(f"customer-{key}", ("customer",), customer_id=customer_id)

    def _signed_in(
        self,
        who: str,
        roles: tuple[str, ...],
        *,
        centre: str | None = None,
        customer_id: str | None = None,
        engineer_id: str | None = None,
    ) -> Person:
        if who not in self._known:
            bearer = Bearer(
                subject=f"demo-{self._tag}-{who}",
                name=who.replace("_", " "),
                roles=roles,
                region=self._region,
                centre=centre,
                customer_id=customer_id,
                engineer_id=engineer_id,
            )
            self._known[who] = Person(bearer.subject, self._sign(bearer))
        return self._known[who]
