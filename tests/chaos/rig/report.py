"""The end of a run: a table for people, and one line of JSON for machines."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tests.chaos.audit.whole import Audit
from tests.chaos.rig.history import History, Outcome
from tests.chaos.rig.storm import Passed, say

HEAD = ("goal", "fault", "times", "ack", "refused", "unknown", "said again", "lost", "doubled",
        "recovery s")  # fmt: skip


def rows(passed: Sequence[Passed], history: History, found: Audit) -> list[dict[str, Any]]:
    """One row a kind of fault."""
    told: list[dict[str, Any]] = []
    for one in passed:
        outcomes = history.outcomes(one.since, one.until)
        again = sum(
            attempt.outcome is Outcome.UNKNOWN
            for _, attempt in history.attempts(one.since, one.until)
        )
        lost = [c for c in found.lost if one.since <= c.attempts[0].at < one.until]
        times = [(each.at - history.since).total_seconds() for each in found.doubled]
        doubled = sum(one.since <= at < one.until for at in times)
        told.append(
            {
                "goal": one.fault.goal,
                "fault": one.fault.name,
                "times": one.injected,
                "ack": outcomes[Outcome.ACKNOWLEDGED],
                "refused": outcomes[Outcome.REFUSED],
                "unknown": outcomes[Outcome.UNKNOWN],
                "said again": again,
                "lost": len(lost),
                "doubled": doubled,
                "recovery s": round(max(one.recoveries, default=0.0), 1),
            }
        )
    return sorted(told, key=lambda row: (int(row["goal"][1:]), row["fault"]))


def table(lines: Sequence[Mapping[str, Any]]) -> None:
    text = [HEAD, *[tuple(str(line[name]) for name in HEAD) for line in lines]]
    widths = [max(len(line[n]) for line in text) for n in range(len(HEAD))]
    for line in text:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))


def report(
    seed: int, passed: Sequence[Passed], history: History, found: Audit, **more: object
) -> dict[str, Any]:
    """Show all of it; the last line is JSON."""
    lines = rows(passed, history, found)
    table(lines)
    outcomes = Counter(command.outcome for command in history.commands.values())
    summary = {
        "seed": seed,
        "acknowledged": outcomes[Outcome.ACKNOWLEDGED],
        "refused": outcomes[Outcome.REFUSED],
        "unknown": outcomes[Outcome.UNKNOWN],
        "faults": sum(one.injected for one in passed),
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "wrong": {name: len(problems) for name, problems in found.wrong.items() if problems},
        **more,
        "by_fault": lines,
    }
    say(json.dumps(summary, ensure_ascii=False))
    return summary
