"""What happens to a case, as a script: both the log and the generator write it, `play` plays it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

CauseKind = Literal["product_quality", "customer_use", "supplier", "unknown"]
WaitingFor = Literal["customer", "vendor", "problem", "evidence"]
Ending = Literal["triaged", "in_service", "resolved", "closed", "cancelled"]
Moments: TypeAlias = Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Register:
    at: datetime


@dataclass(frozen=True, slots=True)
class Triage:
    at: datetime
    fault_level: int
    fault_kind: str
    major: bool = False
    service_type: str = "technical_support"


@dataclass(frozen=True, slots=True)
class Respond:
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    at: datetime
    waiting_for: WaitingFor


@dataclass(frozen=True, slots=True)
class Resume:
    at: datetime


@dataclass(frozen=True, slots=True)
class Resolve:
    at: datetime


@dataclass(frozen=True, slots=True)
class Verify:
    """The customer is asked whether the fault is gone."""

    at: datetime
    satisfied: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The customer answers the survey: attitude, technical, punctual, overall; 5 is best."""

    at: datetime
    scores: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cancel:
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The customer calls about the same fault again; the second request is merged into this."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PartUse:
    """A part that is taken along, and how many of it are then fitted."""

    part_no: str
    taken: int
    fitted: int


@dataclass(frozen=True, slots=True)
class Job:
    """What the technician proposes to do on site."""

    cause_kind: CauseKind
    skill: str
    parts: tuple[PartUse, ...]
    travel: int
    days: int
    persons: int


@dataclass(frozen=True, slots=True)
class Propose:
    """A scheme goes to review and passes."""

    at: datetime
    approved_at: datetime
    job: Job


@dataclass(frozen=True, slots=True)
class Refuse:
    """The customer is told the price of the scheme and does not want it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """An engineer goes, and comes back with a signed report; a price is accepted before."""

    at: datetime
    departed: datetime
    arrived: datetime
    finished: datetime
    handed_in: datetime
    engineer: str
    rating: int


Act: TypeAlias = (
    Register | Triage | Respond | Hold | Resume | Resolve | Verify | Answer | Cancel | Duplicate
    | Propose | Refuse | Visit
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """One case: whose unit, what is said about it, what happens, and how it must end."""

    key: str
    """The log's own number, or the generator's: names the case for retries and in failures."""
    unit: str
    subject: str
    channel: str
    acts: tuple[Act, ...]
    ends: Ending

    @property
    def begins(self) -> datetime:
        return self.acts[0].at

    @property
    def on_site(self) -> bool:
        return any(isinstance(act, Visit) for act in self.acts)

    @property
    def duplicates(self) -> int:
        """Requests beside the case's own, merged into it."""
        return sum(isinstance(act, Duplicate) for act in self.acts)
