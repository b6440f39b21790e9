"""The fold: a case is what its facts add up to, in whatever order the services' streams arrive."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from gateway.domain import by_billing, by_dispatch, by_feedback, by_intake, by_inventory
from gateway.domain.change import Change, Entry
from gateway.domain.fact import Fact

Document: TypeAlias = Mapping[str, Mapping[str, Any]]
"""A case: its sections by name, each with entries by id, and `seen`: versions by aggregate."""

EMPTY: Document = MappingProxyType({})
SEEN = "seen"

CHANGES: Mapping[str, Change] = MappingProxyType(
    by_intake.CHANGES
    | by_dispatch.CHANGES
    | by_inventory.CHANGES
    | by_feedback.CHANGES
    | by_billing.CHANGES
)
"""By the name of the fact; a fact that is not here shows in the timeline only."""


def fold(document: Document, fact: Fact) -> Document:
    """The case after one more fact; the given document stays as it was.

    Each aggregate's facts come in its order, those of different aggregates in any: an entry belongs
    to one aggregate, and what that aggregate said before is not heard again.
    """
    aggregate = str(fact.aggregate_id)
    seen = document.get(SEEN, {})
    if fact.version <= seen.get(aggregate, 0):
        return document
    after: dict[str, Mapping[str, Any]] = {**document, SEEN: {**seen, aggregate: fact.version}}
    change = CHANGES.get(fact.name)
    if change is None:
        return after
    section = document.get(change.section, {})
    key = change.entry_key(fact)
    before: Entry = section.get(key, {})
    after[change.section] = {**section, key: change.applied(before, fact)}
    return after


def fold_all(document: Document, facts: Iterable[Fact]) -> Document:
    """The case after several facts."""
    for fact in facts:
        document = fold(document, fact)
    return document


def entries(document: Document, section: str) -> list[Entry]:
    """A section's entries, oldest first."""
    found = document.get(section, {})
    return sorted(found.values(), key=lambda entry: (entry["since"], entry["id"]))
