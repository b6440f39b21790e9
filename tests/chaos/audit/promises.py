"""What was acknowledged against what is kept: nothing lost, nothing twice, none overwritten."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tests.chaos.audit.books import SAID_BY, Books
from tests.chaos.rig.history import Command, History, Key

Kept = Mapping[Key, tuple[int, str]]

# A command's events and its kept answer are of one transaction, or the command was done unkept.
_UNKEPT = """
select e.xmin::text, min(e.recorded_at), array_agg(e.type || ' ' || e.aggregate_id) from event e
where actor like 'demo-%' and not exists (select from idempotency i where i.xmin = e.xmin)
group by e.xmin::text"""


def lost(history: History, kept: Kept) -> list[Command]:
    """Acknowledged, and not there any more or not as it was told."""
    return [
        command
        for command in history.acknowledged
        if kept.get((command.subject, command.key)) != (command.status, command.body)
    ]


def contradicted(history: History) -> list[str]:
    """Commands that got two different acknowledgements."""
    return [f"{each.key}: {each.otherwise}" for each in history.commands.values() if each.otherwise]


def overwritten(history: History) -> list[str]:
    """Two commands on one thing that were told the same version: one did not see the other."""
    told: Counter[tuple[str, int]] = Counter()
    for command in history.acknowledged:
        answer = command.answer
        if "id" in answer and "version" in answer:
            told[answer["id"], answer["version"]] += 1
    return [
        f"{key}: version {version} told {n} times" for (key, version), n in told.items() if n > 1
    ]


@dataclass(frozen=True)
class Doubled:
    """Facts that a person's command said once more than it was said itself."""

    service: str
    at: datetime
    facts: list[str]


async def doubled(books: Books) -> list[Doubled]:
    """Done by a person's command, but under no kept answer: done once more than it was said."""
    return [
        Doubled(service, row[1], row[2])
        for service in ("intake", "dispatch", "inventory", "feedback", "billing")
        for row in await books.rows(service, _UNKEPT)
    ]


def expected(paths: Iterable[str]) -> Counter[str]:
    """How often each fact, or group of facts, must have been said for commands of these paths."""
    counts: Counter[str] = Counter()
    for path in paths:
        for pattern, facts in SAID_BY.items():
            if re.fullmatch(pattern, path):
                counts[facts] += 1
    return counts


async def miscounted(books: Books, history: History, kept: Kept) -> list[str]:
    """Facts that people's commands said more or less often than commands were done."""
    said = await books.said()
    done = expected(history.commands[key].path for key in kept)
    found = {facts: sum(said[fact] for fact in facts.split("|")) for facts in done}
    return [
        f"{facts}: said {found[facts]} times for {times} commands"
        for facts, times in done.items()
        if found[facts] != times
    ]
