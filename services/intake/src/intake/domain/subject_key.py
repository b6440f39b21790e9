"""The key under which one person's or place's data are kept; erasing them is losing it."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class SubjectKey:
    """`id` is that of the contact or site whose data it opens."""

    id: UUID
    region: str
    key: str = field(repr=False)
    version: int = 0
