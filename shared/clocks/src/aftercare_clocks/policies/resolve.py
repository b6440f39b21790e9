"""From preset, tenant and contract to one policy: contract, then tenant, then preset, then base."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from aftercare_clocks.calendars.compile import calendar_of
from aftercare_clocks.moments import utc
from aftercare_clocks.policies.parameters import Parameter, Parameters, overlaid
from aftercare_clocks.policies.policy import ServicePolicy
from aftercare_clocks.policies.preset import BASE, preset_values

_NOTHING: Mapping[str, object] = MappingProxyType({})


def resolve(
    preset: str = BASE,
    tenant_overrides: Mapping[str, object] = _NOTHING,
    contract_clauses: Mapping[str, object] = _NOTHING,
    *,
    version: int,
    effective_from: datetime,
    name: str | None = None,
) -> ServicePolicy:
    """One version of a policy, proven sound: every clock's every case has been read once.

    Overrides go by parameter name: `{"fee.markup": "0.35", "clock.fix.limit": "PT48H"}`.
    """
    parameters: Parameters = {
        key: Parameter(value, "base") for key, value in preset_values(BASE).items()
    }
    if preset != BASE:
        parameters = overlaid(parameters, preset_values(preset), "preset")
    parameters = overlaid(parameters, tenant_overrides, "tenant")
    parameters = overlaid(parameters, contract_clauses, "contract")
    policy = ServicePolicy(name or preset, version, utc(effective_from), parameters)
    _prove(policy)
    return policy


def _prove(policy: ServicePolicy) -> None:
    hours = policy.hours
    calendar_of(hours)
    for clock in policy.clocks:
        policy.rule(clock).every_terms(hours)
