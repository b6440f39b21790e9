"""What the gateway shows against a fold of all event logs, made anew and in another order."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aftercare_contracts.topology import PUBLISHING
from gateway.domain.fact import Fact
from gateway.domain.fold import EMPTY, fold_all
from tests.chaos.audit.books import Books

HEARD_WITHIN = timedelta(seconds=10)
"""How long an event may be on its way: timers go on firing while books are read."""

_EVENTS = """
select event_id, case_id, type, data, aggregate_id, aggregate_version, occurred_at, recorded_at
from event order by aggregate_id, aggregate_version"""
_VIEWS = "select request_id, version, state, document from case_view"
_TIMELINE = "select event_id from timeline order by id"
_NOW = "select clock_timestamp()"


async def astray(books: Books) -> list[str]:
    """Case views that are not what the events add up to, and a timeline that is not the logs.

    What is shown is read first, in one moment, and is held to the events shown by then.
    """
    async with books.at_one_moment("gateway") as rows:
        moment: datetime = (await rows(_NOW))[0][0]
        views = await rows(_VIEWS)
        shown: list[UUID] = [row[0] for row in await rows(_TIMELINE)]
    events = [event for service in PUBLISHING for event in await books.rows(service, _EVENTS)]
    heard = set(shown)
    facts: defaultdict[UUID, list[Fact]] = defaultdict(list)
    for event in events:
        if event["case_id"] is not None and event["event_id"] in heard:
            facts[event["case_id"]].append(_fact(event))
    facts_by_id = {fact.id: fact for told in facts.values() for fact in told}
    wrong = [
        problem for view in views for problem in _compared(view, facts.pop(view["request_id"], []))
    ]
    wrong += [f"case {case}: no view" for case in facts]
    wrong += _inverted(shown, facts_by_id)
    said = {event["event_id"]: event["recorded_at"] for event in events}
    return wrong + unlike(shown, said, moment)


def unlike(shown: Sequence[UUID], said: Mapping[UUID, datetime], moment: datetime) -> list[str]:
    """How a timeline read at this moment differs from the logs, and when each was recorded."""
    heard = set(shown)
    twice = len(shown) - len(heard)
    strange = len(heard - said.keys())
    unheard = sum(at < moment - HEARD_WITHIN for event, at in said.items() if event not in heard)
    if not (twice or strange or unheard):
        return []
    return [f"timeline: {twice} shown twice, {strange} never said, {unheard} said and not shown"]


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
    told = json.loads(json.dumps(dict(fold_all(EMPTY, facts)), default=str))
    wrong: list[str] = []
    if kept != told:
        sections = [name for name in told | kept if told.get(name) != kept.get(name)]
        wrong.append(f"case {case}: {sections} differ from the fold: {_differences(kept, told)}")
    if view["version"] != len(facts):
        wrong.append(f"case {case}: counted {view['version']} facts, said were {len(facts)}")
    return wrong
