"""What the gateway shows against a fold of all event logs, made anew and in another order."""

import json
from collections import defaultdict
from typing import Any
from uuid import UUID

from aftercare_contracts.topology import PUBLISHING
from gateway.domain.fact import Fact
from gateway.domain.fold import EMPTY, fold_all
from tests.chaos.audit.books import Books

_EVENTS = """
select event_id, case_id, type, data, aggregate_id, aggregate_version, occurred_at
from event where case_id is not null order by aggregate_id, aggregate_version"""
_VIEWS = "select request_id, version, state, document from case_view"
_TIMELINE = "select event_id from timeline order by id"
_ALL = "select event_id from event"


async def astray(books: Books) -> list[str]:
    """Case views that are not what the events add up to, and a timeline that is not the logs."""
    facts: defaultdict[UUID, list[Fact]] = defaultdict(list)
    said: set[UUID] = set()
    facts_by_id: dict[UUID, Fact] = {}
    for service in PUBLISHING:
        for row in await books.rows(service, _EVENTS):
            fact = _fact(row)
            facts[row["case_id"]].append(fact)
            facts_by_id[fact.id] = fact
        said |= {row[0] for row in await books.rows(service, _ALL)}
    wrong = [
        problem
        for view in await books.rows("gateway", _VIEWS)
        for problem in _compared(view, facts.pop(view["request_id"], []))
    ]
    wrong += [f"case {case}: no view" for case in facts]
    shown = [row[0] for row in await books.rows("gateway", _TIMELINE)]
    wrong += _inverted(shown, facts_by_id)
    if len(shown) != len(said) or set(shown) != said:
        wrong.append(f"timeline of {len(shown)} entries, for {len(said)} events")
    return wrong


def _inverted(shown: list[UUID], facts: dict[UUID, Fact]) -> list[str]:
    """Facts that the gateway heard after a later one of their aggregate."""
    last: dict[UUID, Fact] = {}
    wrong: list[str] = []
    for fact in (facts[event] for event in shown if event in facts):
        before = last.setdefault(fact.aggregate_id, fact)
        if fact.version < before.version:
            wrong.append(
                f"{fact.name} version {fact.version} of {fact.aggregate_id} was heard after"
                f" version {before.version}, {before.name}"
            )
        else:
            last[fact.aggregate_id] = fact
    return wrong


def _fact(row: Any) -> Fact:
    name = ".".join(row["type"].split(".")[2:4])
    data = json.loads(row["data"])
    return Fact(
        id=row["event_id"], name=name, data=data, aggregate_id=row["aggregate_id"],
        version=row["aggregate_version"], at=row["occurred_at"],
    )  # fmt: skip


def _differences(kept: Any, told: Any, path: str = "") -> list[str]:
    """Where two documents differ, each place with what is shown and what the facts say."""
    if isinstance(kept, dict) and isinstance(told, dict):
        return [
            each
            for name in sorted(kept | told)
            for each in _differences(kept.get(name), told.get(name), f"{path}/{name}")
        ]
    return [] if kept == told else [f"{path}: shown {kept}, said {told}"]


def _compared(view: Any, facts: list[Fact]) -> list[str]:
    case, kept = view["request_id"], json.loads(view["document"])
    told = json.loads(json.dumps(fold_all(EMPTY, facts), default=str))
    wrong: list[str] = []
    if kept != told:
        sections = [name for name in told | kept if told.get(name) != kept.get(name)]
        wrong.append(f"case {case}: {sections} differ from the fold: {_differences(kept, told)}")
    if view["version"] != len(facts):
        wrong.append(f"case {case}: counted {view['version']} facts, said were {len(facts)}")
    return wrong
