"""What others told of a customer's case, kept in the customer's file (004-5.1.3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

EntryKind = Literal["complaint", "quote", "charge"]


@dataclass
class FileEntry:
    """A complaint, a quote or a charge, as it stood when it was last told of.

    `id` is that of the thing itself; `as_of` its version that said so: an older one is no news.
    """

    id: UUID
    region: str
    customer_id: UUID
    request_id: UUID
    kind: EntryKind
    state: str
    at: datetime
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    as_of: int = 0
    version: int = 0

    def tell(self, state: str, at: datetime, as_of: int, facts: Mapping[str, str]) -> bool:
        """Go on to what was told; returns whether that was news. Facts told before stay."""
        if as_of <= self.as_of:
            return False
        self.state, self.at, self.as_of = state, at, as_of
        self.facts = {**self.facts, **facts}
        return True
