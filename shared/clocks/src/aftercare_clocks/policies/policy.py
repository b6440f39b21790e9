"""A service policy: one version of everything a tenant promises and how it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeVar, overload

from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.errors import InvalidParameter, UnknownParameter
from aftercare_clocks.fold.terms import ClockTerms
from aftercare_clocks.moments import utc
from aftercare_clocks.plain import mapping_of, moment_of, text_of
from aftercare_clocks.policies.clock_rule import Circumstances, ClockRule
from aftercare_clocks.policies.parameters import Parameter, Parameters, Source, parameters_from_json
from aftercare_clocks.policies.values import Value, plain

T = TypeVar("T", bound=Value)


@dataclass(frozen=True, slots=True)
class ServicePolicy:
    """Fully resolved: it no longer depends on the preset it came from, nor on a release's data."""

    name: str
    version: int
    effective_from: datetime
    parameters: Parameters

    @overload
    def get(self, name: str) -> Value: ...

    @overload
    def get(self, name: str, kind: type[T]) -> T: ...

    def get(self, name: str, kind: type[T] | None = None) -> Value | T:
        """A parameter's value; `policy.get("fee.markup", Decimal)` is sure to be of that kind."""
        value = self._parameter(name).value
        if kind is None:
            return value
        # Python counts a flag as an integer; a policy does not.
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            raise InvalidParameter(f"{name} is {value!r}, no {kind.__name__}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A parameter that lists names, such as `plan.approvers`."""
        return tuple(text_of(item, name, InvalidParameter) for item in self.get(name, tuple))

    def source(self, name: str) -> Source:
        """Where the value comes from."""
        return self._parameter(name).source

    @property
    def clocks(self) -> tuple[str, ...]:
        """The names of all clocks a policy may run."""
        names = (name.split(".") for name in self.parameters if name.startswith("clock."))
        return tuple(dict.fromkeys(parts[1] for parts in names))

    @property
    def hours(self) -> CalendarSpec:
        """The policy's working hours, for centres that state none of their own."""
        stated = {
            part: plain(self.get(f"calendar.{part}"))
            for part in ("zone", "week", "holidays", "closed", "open")
        }
        return CalendarSpec.from_json(
            {"kind": "business", **stated, "holidays": stated["holidays"] or None}
        )

    def clock(
        self,
        name: str,
        level: int | None = None,
        *,
        complex: bool = False,  # noqa: A002  # the trade's word for the longer on-site limit
        urban: bool | None = None,
        major: bool = False,
        kind: str | None = None,
        hours: CalendarSpec | None = None,
        agreed: datetime | None = None,
    ) -> ClockTerms | None:
        """The terms of a clock for a request; None when the policy runs no such clock for it.

        `hours` are the working hours of the centre that serves it, `agreed` a date agreed with
        the customer, which counts where the policy lets it win. `terms.starts` names the fact
        that starts the clock.
        """
        circumstances = Circumstances(level, urban, complex, major, kind)
        return self.rule(name).terms(circumstances, hours or self.hours, agreed)

    def rule(self, name: str) -> ClockRule:
        """One clock as the policy states it."""
        rule = self._stated(name)
        if rule.follows is None:
            return rule
        return rule.following(self._stated(rule.follows))

    def to_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "version": self.version,
            "effective_from": self.effective_from.isoformat(),
            "parameters": {name: value.to_json() for name, value in self.parameters.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        version = data.get("version")
        if not isinstance(version, int):
            raise InvalidParameter(f"a version is a whole number, not {version!r}")
        since = moment_of(data.get("effective_from"), "effective_from", InvalidParameter)
        return cls(
            name=text_of(data.get("name"), "name", InvalidParameter),
            version=version,
            effective_from=utc(since),
            parameters=parameters_from_json(
                mapping_of(data.get("parameters"), "parameters", InvalidParameter)
            ),
        )

    def _parameter(self, name: str) -> Parameter:
        if name not in self.parameters:
            raise UnknownParameter(f"no policy has a parameter {name!r}")
        return self.parameters[name]

    def _stated(self, name: str) -> ClockRule:
        prefix = f"clock.{name}."
        fields = {
            key.removeprefix(prefix): parameter.value
            for key, parameter in self.parameters.items()
            if key.startswith(prefix)
        }
        if not fields:
            raise UnknownParameter(f"no policy has a clock {name!r}")
        return ClockRule(name, fields)
