"""What intake asks PostgreSQL for one registration, in its transaction and beside it."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aftercare_launcher import sql
from tests.bench import figures
from tests.bench.suite import Suite

TIMES = 20
MARK = "insert into request "
"""What only a registration asks; it is its last statement, a transaction of its own."""

FIRST = "select customer.id as customer_id"
"""What it asks first; loops that used the session before it leave no end of theirs in the log."""

_ASKED = re.compile(r"\[(\d+)\] intake_app@intake LOG:  (?:execute|statement)[^:]*: (.*)")


@dataclass(frozen=True)
class Asked:
    """Statements of the last registration seen, in order, and of everybody else for each one."""

    command: Sequence[str]
    beside: Counter[str]

    def show(self) -> None:
        heads = ["", "statement"]
        title = f"a registration's own transaction: {len(self.command)} round trips"
        figures.show(title, heads, [[at, text[:140]] for at, text in enumerate(self.command, 1)])
        rows = [[f"{n / TIMES:.2f}", text[:140]] for text, n in self.beside.most_common()]
        figures.show("beside it, times for each registration", heads, rows)


def asked_by(suite: Suite, act: Callable[[], object]) -> Asked:
    """Do something many times, one after the other, while PostgreSQL logs every statement."""
    log, admin = suite.folder.logs / "postgres.log", suite.postgres()
    sql.run(admin, "alter system set log_statement = 'all'", "select pg_reload_conf()")
    time.sleep(0.5)  # Each session reads it when it is asked next.
    start = log.stat().st_size
    for _ in range(TIMES):
        act()
    sql.run(admin, "alter system reset log_statement", "select pg_reload_conf()")
    with log.open(errors="replace") as file:
        file.seek(start)
        return _sorted(file.read().replace("\n\t", " "))


def _from_first(asked: list[str]) -> list[str]:
    begun = [at for at, text in enumerate(asked) if text.lower().startswith(FIRST)]
    return asked[begun[-1] :] if begun else asked


def _sorted(log: str) -> Asked:
    sessions: defaultdict[str, list[str]] = defaultdict(list)
    command: list[str] = []
    beside = Counter[str]()
    for session, text in _ASKED.findall(log):
        sessions[session].append(text)
        if MARK in text.lower():
            command = _from_first(sessions.pop(session))
        elif text.lower().startswith("commit"):
            beside.update(sessions.pop(session))
    for rest in sessions.values():
        beside.update(rest)
    return Asked(command, beside)
