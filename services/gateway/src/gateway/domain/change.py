"""What one kind of fact changes in a case, declared as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from gateway.domain.fact import Fact

Entry: TypeAlias = dict[str, Any]
"""One thing of a section, such as one visit: plain JSON."""


@dataclass(frozen=True)
class Change:
    """Where a fact is written: a section of the case, and the entry that one of its fields names.

    An entry is only ever written by one aggregate, so facts of different aggregates commute.
    """

    section: str
    key: str | None
    """The field that names the entry; None where each fact is an entry of its own."""
    takes: tuple[str, ...] = ()
    """Fields of the fact that the entry keeps."""
    sets: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What the fact says by its name alone."""
    stamps: str | None = None
    """Under which name the time of the fact is kept."""
    also: Callable[[Entry, Mapping[str, Any]], None] | None = None
    """What no declaration says."""

    def entry_key(self, fact: Fact) -> str:
        """The name of the entry this fact is about."""
        return str(fact.id) if self.key is None else str(fact.data[self.key])

    def applied(self, entry: Entry, fact: Fact) -> Entry:
        """The entry after the fact."""
        at = fact.at.isoformat()
        after = {"since": at, **entry, "id": self.entry_key(fact), "version": fact.version}
        after |= {name: fact.data.get(name) for name in self.takes}
        after |= self.sets
        if self.stamps is not None:
            after[self.stamps] = at
        if self.also is not None:
            self.also(after, fact.data)
        return after
