"""The promise for a case: every clock its policy runs, and the parameters that decide the rest."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from aftercare_clocks import CalendarSpec, ClockTerms, ServicePolicy
from intake.domain.departments import FaultKind
from intake.domain.policy import kept

ServiceType = Literal["technical_support", "quality_information"]

_COUNTED = ("clock.", "calendar.")


@dataclass(frozen=True)
class Judgement:
    """What the desk found out about a request (002-4.2.1b, 002-T2)."""

    service_type: ServiceType
    fault_level: int
    major: bool
    fault_kind: FaultKind
    urban: bool


def promised_clocks(
    policy: ServicePolicy, judgement: Judgement, hours: CalendarSpec | None, year: int
) -> list[ClockTerms]:
    """The terms of all clocks that the policy runs for such a case, complete in themselves.

    Args:
        policy: in force when the fault was reported.
        judgement: decides which case of a clock applies.
        hours: the centre's working hours; None for the policy's.
        year: when the fault was reported; holidays of that year and the next are written out.

    """
    in_year = datetime(year, 1, 1, tzinfo=UTC)
    with kept(policy.name, policy.version):
        stated = _terms(policy, judgement, hours or policy.hours)
        return [terms.pinned(in_year) for terms in stated]


def _terms(policy: ServicePolicy, judgement: Judgement, hours: CalendarSpec) -> list[ClockTerms]:
    stated = [
        policy.clock(
            name,
            judgement.fault_level,
            urban=judgement.urban,
            major=judgement.major,
            hours=hours,
        )
        for name in policy.clocks
    ]
    return [terms for terms in stated if terms is not None]


def stated_parameters(policy: ServicePolicy) -> dict[str, str]:
    """Everything else that other services decide by, as text: fees, charges, forms, goals."""
    return {
        name: _as_text(parameter.value)
        for name, parameter in policy.parameters.items()
        if not name.startswith(_COUNTED)
    }


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(_as_text(item) for item in value)
    return str(value)
