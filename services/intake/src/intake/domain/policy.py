"""Service policies: published versions of a preset, and the one that holds for a case."""

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import cast
from uuid import UUID

from aftercare_clocks import PRESETS, ClocksRefusal, PolicyBook, ServicePolicy, resolve
from aftercare_kit.roles import Role
from intake.domain import errors

BUILT_IN_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""Each preset is in force as shipped, as its version 1, until a publication takes over."""


@dataclass(frozen=True)
class Publication:
    """What one version of a preset changes for the whole region, and from when."""

    policy_version: int
    effective_from: datetime
    overrides: Mapping[str, object]


_MONTHS = range(241)
"""Twenty years at the most: no calendar is needed beyond."""
_BOUNDS = {
    "warranty.months": _MONTHS,
    "warranty.main_part_months": _MONTHS,
    "quality_alarm.months": _MONTHS,
    "retention.years": range(1, 101),
}
_COMPLETION_FILE = "handover.approvers"
_APPROVERS = (
    _COMPLETION_FILE,
    "scheme.approvers",
    "scheme.major_approvers",
    "outing.approvers",
    "plan.approvers",
    "plan.annual.approvers",
)
_LEVELS = 2


@dataclass(frozen=True, eq=False)
class PolicyInForce:
    """A resolved policy: one object for each version, so that what is drawn from it is kept."""

    policy: ServicePolicy


BUILT_IN = Publication(1, BUILT_IN_SINCE, {})


@dataclass
class Policy:
    """A publication as it is kept; it is never changed, the next one takes over."""

    id: UUID
    region: str
    preset: str
    policy_version: int
    effective_from: datetime
    overrides: Mapping[str, object]
    published_by: str
    version: int = 0


def must_be_known(preset: str, *, field: str) -> None:
    """Refuse a preset that is not shipped."""
    if preset not in PRESETS:
        raise errors.PresetUnknown(field=field, known=PRESETS)


def must_be_sound(preset: str, values: Mapping[str, object], *, field: str) -> None:
    """Refuse values that no policy could keep, by the name of the first that is wrong.

    They are proven over the preset as shipped: a publication cannot make a parameter unknown.
    """
    must_be_known(preset, field=field)
    for parameter, possible in _BOUNDS.items():
        if values.get(parameter, possible.start) not in possible:
            raise errors.PolicyParameterInvalid(field=field, parameter=parameter)
    for approvers in _APPROVERS:
        if not _may_approve(approvers, values.get(approvers)):
            raise errors.PolicyParameterInvalid(field=field, parameter=approvers)
    try:
        _resolved(preset, BUILT_IN.policy_version, BUILT_IN_SINCE, "{}", _text(values))
    except ClocksRefusal as refused:
        # Two that are sound alone may not go together; then the last one is named.
        wrong = next((n for n in values if not _sound(preset, n, values)), list(values)[-1])
        raise errors.PolicyParameterInvalid(field=field, parameter=wrong) from refused


def _may_approve(parameter: str, stated: object) -> bool:
    """Whether somebody can go by these roles; a completion file has two levels, the region first.

    (000-4.2c, 000-6.2.2b)
    """
    if stated is None or not isinstance(stated, list | tuple):
        return True  # what is no list is refused as every other parameter of the wrong kind
    roles = cast("Sequence[object]", stated)
    if not {*roles} <= {*Role}:
        return False
    two_levels = len({*roles}) == len(roles) >= _LEVELS and roles[0] == Role.REGIONAL_MANAGER
    return two_levels or parameter != _COMPLETION_FILE


def _sound(preset: str, name: str, values: Mapping[str, object]) -> bool:
    try:
        resolve(preset, {name: values[name]}, version=1, effective_from=BUILT_IN_SINCE)
    except ClocksRefusal:
        return False
    return True


def in_force(
    preset: str,
    publications: Sequence[Publication],
    at: datetime,
    clauses: Mapping[str, object] | None = None,
) -> PolicyInForce:
    """The policy of a case: contract clauses over the region's publication over the preset.

    Args:
        preset: as the contract names it, or the centre.
        publications: the region's publications of that preset.
        at: when the fault was reported; a later publication does not touch the case.
        clauses: what the contract says otherwise.

    """
    known = {each.policy_version: each for each in (BUILT_IN, *publications)}
    book = PolicyBook(_with(preset, each).policy for each in known.values())
    chosen = book.at(at).version
    with kept(preset, chosen):
        return _with(preset, known[chosen], clauses)


def must_fit(
    preset: str,
    publications: Sequence[Publication],
    clauses: Iterable[Mapping[str, object]],
) -> None:
    """Refuse clauses that a publication of their preset leaves no way to keep.

    Each is sound alone; together a contract's warning may outlast the region's limit.
    """
    for publication in publications:
        for each in clauses:
            with kept(preset, publication.policy_version):
                _with(preset, publication, each)


@contextmanager
def kept(name: str, version: int) -> Generator[None]:
    """Say which policy it is that no clock can be counted by."""
    try:
        yield
    except ClocksRefusal as refused:
        raise errors.PolicyCannotBeKept(policy=name, policy_version=version) from refused


def _with(
    preset: str, publication: Publication, clauses: Mapping[str, object] | None = None
) -> PolicyInForce:
    return _resolved(
        preset,
        publication.policy_version,
        publication.effective_from,
        _text(publication.overrides),
        _text(clauses or {}),
    )


def _text(values: Mapping[str, object]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False) if values else "{}"


@lru_cache(maxsize=512)
def _resolved(
    preset: str, version: int, since: datetime, overrides: str, clauses: str
) -> PolicyInForce:
    """Resolving proves every clock, which is much work for each request of a busy desk."""
    return PolicyInForce(
        resolve(
            preset,
            json.loads(overrides),
            json.loads(clauses),
            version=version,
            effective_from=since,
        )
    )
