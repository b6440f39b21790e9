"""A customer: whom we serve, from which service centre."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

CustomerKind = Literal["enterprise", "consumer", "defence"]


@dataclass
class Customer:
    """Somebody with a code of ours; the people there are `Contact`s."""

    id: UUID
    region: str
    code: str
    name: str
    kind: CustomerKind
    centre: str
    version: int = 0

    def change(self, name: str, kind: CustomerKind, centre: str) -> None:
        """Keep the code, renew the rest."""
        self.name, self.kind, self.centre = name, kind, centre
