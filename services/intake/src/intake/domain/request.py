"""A service request: what a customer asks of us, from registration to closure (001-F1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from intake.domain import errors
from intake.domain.call_clock import CallClock, CallClockName, stopped
from intake.domain.entitlement import Entitlement
from intake.domain.need import NeedKind, ServiceKind
from intake.domain.promise import Judgement
from intake.domain.referral import Referral


class State(StrEnum):
    """Where a request stands."""

    REGISTERED = "registered"
    TRIAGED = "triaged"
    IN_SERVICE = "in_service"
    RESOLVED = "resolved"
    VERIFIED = "verified"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"


class Act(StrEnum):
    """What can happen to a request after its registration."""

    TRIAGE = "triage"
    START_SERVICE = "start_service"
    RESOLVE = "resolve"
    VERIFY = "verify"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    MERGE = "merge"


UNRESOLVED = frozenset({State.REGISTERED, State.TRIAGED, State.IN_SERVICE})

TRANSITIONS: Mapping[Act, tuple[frozenset[State], State]] = {
    Act.TRIAGE: (frozenset({State.REGISTERED}), State.TRIAGED),
    Act.START_SERVICE: (frozenset({State.TRIAGED}), State.IN_SERVICE),
    # A fault can be cleared in the very call that answers it, before a first response is noted.
    Act.RESOLVE: (frozenset({State.TRIAGED, State.IN_SERVICE}), State.RESOLVED),
    # Confirmed, but a visit's papers are still out (002-4.5.1a); else it is closed at once.
    Act.VERIFY: (frozenset({State.RESOLVED}), State.VERIFIED),
    Act.CLOSE: (frozenset({State.RESOLVED, State.VERIFIED}), State.CLOSED),
    Act.REOPEN: (frozenset({State.RESOLVED}), State.IN_SERVICE),
    Act.CANCEL: (UNRESOLVED, State.CANCELLED),
    Act.MERGE: (UNRESOLVED, State.MERGED),
}
"""Act -> the states it may follow, and the state it leads to; there are no others."""


class Channel(StrEnum):
    """How the need reached us (001-5.1.2.2)."""

    PHONE = "phone"
    FAX = "fax"
    LETTER = "letter"
    EMAIL = "email"
    PORTAL = "portal"
    ALARM = "alarm"


@dataclass
class Request:
    """One request. `last_act_at` is when the latest recorded act happened.

    `form_due_at` is when the handling sheet must have its type (T02); None where the policy runs
    no such clock.
    """

    id: UUID
    region: str
    number: str
    customer_id: UUID
    asset_id: UUID
    contact_id: UUID | None
    asset_serial: str
    product_line: str
    site_code: str
    centre: str
    zone: str
    department: str
    channel: Channel
    subject: str
    description: str | None
    reported_at: datetime
    registered_at: datetime
    last_act_at: datetime
    form_due_at: datetime | None
    form_overdue: bool = False
    state: State = State.REGISTERED
    judgement: Judgement | None = None
    handled_by: str | None = None
    entitlement: Entitlement | None = None
    policy: str | None = None
    policy_version: int | None = None
    resolved_at: datetime | None = None
    ended_because: str | None = None
    merged_into: UUID | None = None
    answered_verification: UUID | None = None
    need: NeedKind = NeedKind.REPAIR
    service_kind: ServiceKind | None = None
    call_clocks: list[CallClock] = field(default_factory=list[CallClock])
    appointment_at: datetime | None = None
    referrals: list[Referral] = field(default_factory=list[Referral])
    alarm_code: str | None = None
    version: int = 0

    def may(self, act: Act) -> bool:
        """Whether the act may follow the present state."""
        return self.state in TRANSITIONS[act][0]

    @property
    def awaits_confirmation(self) -> bool:
        """Whether the customer is to say if the fault is gone."""
        return self.state is State.RESOLVED

    def _do(self, act: Act, at: datetime) -> None:
        if not self.may(act):
            raise errors.RequestOutOfOrder(state=self.state, act=act)
        if at < self.last_act_at:
            raise ActBeforeItsCause("001-F1", field="occurred_at", last_act_at=self.last_act_at)
        self.state, self.last_act_at = TRANSITIONS[act][1], at

    def triage(
        self,
        at: datetime,
        judgement: Judgement,
        *,
        handled_by: str,
        entitlement: Entitlement,
        policy: str,
        policy_version: int,
        service_kind: ServiceKind | None = None,
    ) -> None:
        """Judge the request; what covers it and what is promised for it stand from now on."""
        self._do(Act.TRIAGE, at)
        self.judgement, self.handled_by = judgement, handled_by
        self.entitlement, self.service_kind = entitlement, service_kind
        self.policy, self.policy_version = policy, policy_version

    def miss_form(self) -> bool:
        """The handling sheet is late; returns whether that is news and still true."""
        if self.form_overdue or not self.may(Act.TRIAGE):
            return False
        self.form_overdue = True
        return True

    def answer(self, at: datetime, appointment_at: datetime | None) -> None:
        """An expert spoke with the caller: a question is answered, an appointment made (T14, T21).

        Raises:
            RequestOutOfOrder: it has ended.
            ActBeforeItsCause: said to lie before the call.
            AppointmentMissing: the caller wanted one.

        """
        if self.state not in UNRESOLVED:
            raise errors.RequestOutOfOrder(state=self.state, act="answer")
        if at < self.reported_at:
            raise ActBeforeItsCause("003-1b", field="occurred_at", last_act_at=self.reported_at)
        if self.need is NeedKind.APPOINTMENT and appointment_at is None:
            raise errors.AppointmentMissing(field="appointment_at")
        ended: list[CallClockName] = ["phone_answer"]
        if appointment_at is not None:
            ended, self.appointment_at = [*ended, "appointment"], appointment_at
        self.call_clocks = stopped(self.call_clocks, ended, at)

    def miss_call(self, name: CallClockName) -> CallClock | None:
        """A clock of the call is over; returns it if that is news and still true."""
        missed = next((one for one in self.call_clocks if one.name == name), None)
        if missed is None or missed.told or missed.verdict == "met":
            return None
        if missed.runs and self.state not in UNRESOLVED:
            return None
        told = replace(missed, told=True)
        self.call_clocks = [told if one is missed else one for one in self.call_clocks]
        return told

    def refer(self, referral: Referral) -> None:
        """Call a supplier, or guide the user (002-4.3.4)."""
        if self.state not in UNRESOLVED:
            raise errors.RequestOutOfOrder(state=self.state, act="refer")
        self.referrals = [*self.referrals, referral]

    def start_service(self, at: datetime) -> None:
        """Somebody competent answered the customer; so the caller's question is answered too."""
        self._do(Act.START_SERVICE, at)
        self.call_clocks = stopped(self.call_clocks, ["phone_answer"], at)

    def resolve(self, at: datetime) -> None:
        """The work is done; the customer has yet to confirm it."""
        self._do(Act.RESOLVE, at)
        self.resolved_at = at

    def confirm(self, at: datetime, verification_id: UUID, papers_out: int) -> None:
        """The customer confirmed: it is closed (002-4.5.1), unless papers are out (002-4.5.1a)."""
        self._do(Act.VERIFY if papers_out else Act.CLOSE, at)
        self.answered_verification = verification_id

    def close(self, at: datetime) -> None:
        """What was confirmed is closed, for the last papers came in (002-4.5.1a)."""
        self._do(Act.CLOSE, at)

    def reopen(self, at: datetime, verification_id: UUID) -> None:
        """The customer did not confirm: the work goes on."""
        self._do(Act.REOPEN, at)
        self.resolved_at, self.answered_verification = None, verification_id

    def cancel(self, at: datetime, reason: str) -> None:
        """The customer withdrew it, or it was none."""
        self._do(Act.CANCEL, at)
        self.ended_because = reason

    def forget(self) -> None:
        """What the caller described goes; that there was a case stays."""
        self.description = None

    def merge_into(self, other: "Request", at: datetime) -> None:
        """Let another open request of the same customer go on for both.

        Raises:
            MergeIntoItself: it is the same request.
            MergeAcrossCustomers: another customer made it.
            MergeTargetNotOpen: it is resolved, or ended itself.

        """
        if other.id == self.id:
            raise errors.MergeIntoItself(field="into_request_id")
        if other.customer_id != self.customer_id:
            raise errors.MergeAcrossCustomers(field="into_request_id")
        if other.state not in UNRESOLVED:
            raise errors.MergeTargetNotOpen(field="into_request_id", state=other.state)
        self._do(Act.MERGE, at)
        self.merged_into = other.id
