"""What a query of a service's costs PostgreSQL: for tests that guard lists against growing.

A list is as cheap on a million rows as on a thousand when it goes down an index to the rows of its
page and no further. Rows that are read and thrown away, and rows that are sorted, show in the plan
of the statement, run as the service runs it: its login role, its region, its parameters.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from aftercare_kit.asked import asked
from aftercare_kit.driver import driver_of
from aftercare_kit.service import Process

_EXPLAIN = "explain (analyze, buffers, settings, format json) "


@dataclass(frozen=True)
class Step:
    """A node of a plan: what it does, over how many rows."""

    kind: str
    table: str | None
    read: int
    """Rows that it gave or threw away, of all its rounds."""


@dataclass(frozen=True)
class Plan:
    """How PostgreSQL went about one statement."""

    statement: str
    root: Mapping[str, Any]

    @property
    def pages(self) -> int:
        """Pages of tables and indexes that were looked at, those of its functions included."""
        return self.root["Shared Hit Blocks"] + self.root["Shared Read Blocks"]

    def steps(self) -> Iterator[Step]:
        """All nodes of the plan."""
        yield from _steps(self.root)

    def wide(self, most: int) -> bool:
        """Whether some step of it goes over more rows than a page accounts for."""
        return any(step.read > most for step in self.steps())

    def told(self) -> str:
        """The plan in lines, for whoever has to mend it."""
        return "\n".join([self.statement, *_lines(self.root, 0)])


async def plans_of(process: Process[Any], act: Callable[[], Awaitable[object]]) -> list[Plan]:
    """Do something, and run all it asked the database once more to see how."""
    with asked(process.engine, process.lender) as said:
        await act()
    found: list[Plan] = []
    async with process.engine.connect() as connection:
        driver = driver_of(connection)
        for statement, values in said:
            told = await driver.fetchval(_EXPLAIN + statement, *values)
            tree: Any = orjson.loads(told) if isinstance(told, str) else told
            found.append(Plan(statement, tree[0]["Plan"]))
    return found


def _steps(node: Mapping[str, Any]) -> Iterator[Step]:
    rounds = node["Actual Loops"]
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    yield Step(
        kind=node["Node Type"],
        table=node.get("Relation Name"),
        read=round((node["Actual Rows"] + thrown) * rounds),
    )
    for child in node.get("Plans", ()):
        yield from _steps(child)


def _lines(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    by = node.get("Index Name") or node.get("Relation Name") or node.get("Function Name") or ""
    conditions = [
        f"{name.lower()}: {node[name]}" for name in ("Index Cond", "Filter", "Sort Key")
        if name in node
    ]  # fmt: skip
    thrown = node.get("Rows Removed by Filter", 0)
    yield (
        f"{'  ' * depth}{node['Node Type']} {by} {node['Actual Rows']:g} rows"
        f" ({thrown} thrown away), {node['Actual Loops']} times; {'; '.join(conditions)}"
    )
    for child in node.get("Plans", ()):
        yield from _lines(child, depth + 1)
