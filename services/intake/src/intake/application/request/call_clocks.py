"""The clocks of a call: the agent told at once, an expert's answer, an appointment.

T01 runs for every need (002-4.2.1a), T14 for a question (003-1b), T21 for a call that ends in an
appointment, where the policy promises one (004-5.1.7.2).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from aftercare_clocks import CalendarSpec, ClockTerms
from aftercare_contracts.intake import RequestCallMissed
from aftercare_kit.notices.notice import Notice
from aftercare_kit.roles import Role
from intake.application.ports import Work
from intake.domain.call_clock import CallClock, CallClockName, begin, relayed
from intake.domain.need import NeedKind
from intake.domain.policy import PolicyInForce, kept
from intake.domain.request import Channel, Request

PHONE_ANSWER_DUE, APPOINTMENT_DUE = "request.phone_answer_due", "request.appointment_due"
LATE_RECORD_GRACE = timedelta(minutes=10)

_TICK = timedelta(microseconds=1)
_TIMERS: Mapping[CallClockName, str] = {
    "phone_answer": PHONE_ANSWER_DUE,
    "appointment": APPOINTMENT_DUE,
}
_ASKED: Mapping[NeedKind, CallClockName] = {
    NeedKind.CONSULTING: "phone_answer",
    NeedKind.APPOINTMENT: "appointment",
    NeedKind.REPAIR: "appointment",
}
_TOLD = (Role.SERVICE_CENTER_DISPATCHER.value, Role.SERVICE_SUPERVISOR.value)


async def start(
    work: Work, request: Request, held: PolicyInForce, hours: CalendarSpec | None
) -> None:
    """Start what runs for such a need; the relay has ended with the record."""
    relay = _terms(held, "relay", hours)
    if relay is not None:
        request.call_clocks = [relayed(relay, request.reported_at, work.now)]
    name = _ASKED.get(request.need)
    terms = _terms(held, name, hours) if name and request.channel is Channel.PHONE else None
    asked = begin(terms, name, request.reported_at) if terms and name else None
    if asked is not None:
        request.call_clocks = [*request.call_clocks, asked]
        await work.timers.set(_TIMERS[asked.name], request.id, _looked_at(asked.due_at, work.now))


def _looked_at(due_at: datetime, now: datetime) -> datetime:
    """Right after it was due; a call written down late leaves time to write its answer down."""
    return now + LATE_RECORD_GRACE if due_at < now else due_at + _TICK


@lru_cache(maxsize=512)
def _terms(
    held: PolicyInForce, name: CallClockName, hours: CalendarSpec | None
) -> ClockTerms | None:
    with kept(held.policy.name, held.policy.version):
        return held.policy.clock(name, hours=hours)


def tell_of_the_relay(work: Work, request: Request) -> None:
    """The desk is told of a need another department took in; a late relay is said (T01)."""
    if Role.SERVICE_AGENT not in work.actor.roles:
        work.notify(_notice("need-taken-in", request, (Role.SERVICE_AGENT.value,)))
    if any(one.name == "relay" and one.verdict == "breached" for one in request.call_clocks):
        _say(work, request, "relay")


async def phone_answer_missed(work: Work, request_id: UUID) -> None:
    """No expert answered in time (T14)."""
    _say(work, await work.requests.get(request_id), "phone_answer")


async def appointment_missed(work: Work, request_id: UUID) -> None:
    """No appointment was made in time (T21)."""
    _say(work, await work.requests.get(request_id), "appointment")


async def stop(work: Work, request: Request) -> None:
    """Forget the timers of clocks that run no more."""
    for clock in request.call_clocks:
        if not clock.runs and clock.name in _TIMERS:
            await work.timers.cancel(_TIMERS[clock.name], request.id)


def _say(work: Work, request: Request, name: CallClockName) -> None:
    missed = request.miss_call(name)
    if missed is None:
        return
    said = RequestCallMissed(request_id=request.id, clock=name, due_at=missed.due_at)
    work.announce(request, said)
    work.notify(_notice("call-clock-missed", request, _TOLD, missed))


def _notice(
    kind: str, request: Request, roles: tuple[str, ...], missed: CallClock | None = None
) -> Notice:
    facts = {"number": request.number}
    if missed is not None:
        facts |= {"clock": missed.name, "due_at": missed.due_at.isoformat()}
    return Notice(
        kind=kind,
        about="request",
        about_id=request.id,
        roles=roles,
        centre=request.centre,
        case_id=request.id,
        facts=facts,
    )
