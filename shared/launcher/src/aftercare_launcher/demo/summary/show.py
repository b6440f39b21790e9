"""The readable summary: a few small tables."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from rich.columns import Columns
from rich.console import Console
from rich.table import Table

from aftercare_kit.admin.reconcile import Reconciliation
from aftercare_launcher.demo.summary.figures import Figures

OUTCOMES = ("met", "breached", "dropped", "open")
STATES = (
    "registered", "triaged", "in_service", "resolved", "verified", "closed", "cancelled", "merged",
)  # fmt: skip


def show(console: Console, sums: Figures, readings: Mapping[str, int]) -> None:
    """Print what the services said."""
    if readings:
        console.print(_readings(readings))
    states = _table("Requests", ("state", "count"))
    for state in STATES:
        if sums.states[state]:
            states.add_row(state, str(sums.states[state]))
    states.add_row("on site", str(sums.on_site))
    console.print(Columns([states, _clocks(sums), _breached(sums)], padding=(0, 4)))
    console.print(Columns([_parts(sums), _money(sums), _opinion(sums)], padding=(0, 4)))
    console.print(_events(sums.events))


def show_proof(console: Console, proof: Reconciliation | None) -> None:
    """Print how event logs, streams and inboxes compare."""
    if proof is None:
        console.print("Not compared: the suite is elsewhere; run 'aftercare reconcile' there.")
        return
    streams = _table("Streams", ("service", "events", "in stream", "missing", "unknown"))
    for each in proof.streams:
        missing = each.behind + each.missing
        streams.add_row(
            each.service, *map(str, (each.events, each.in_stream, missing, each.unknown))
        )
    inboxes = _table("Inboxes", ("consumer", "expected", "seen", "parked", "missing"))
    for each in proof.inboxes:
        counts = (each.expected, each.seen, each.parked, each.missing)
        inboxes.add_row(each.consumer, *map(str, counts))
    console.print(Columns([streams, inboxes], padding=(0, 4)))


def trouble(console: Console, title: str, told: Mapping[str, str]) -> None:
    """Print what went wrong, the first twenty of it."""
    table = _table(title, ("case", "what"))
    for key, what in list(told.items())[:20]:
        table.add_row(key, what)
    if told:
        console.print(table)


def _readings(readings: Mapping[str, int]) -> Table:
    table = _table("Rows of the log", ("read as", "rows"))
    for meaning, rows in sorted(readings.items(), key=lambda item: -item[1]):
        table.add_row(meaning, str(rows))
    table.add_row("all rows", str(sum(readings.values())), style="bold")
    return table


def _clocks(sums: Figures) -> Table:
    table = _table("Clocks by fault level", ("level", *OUTCOMES))
    for level in sorted({level for level, _ in sums.clocks}):
        table.add_row(str(level), *(str(sums.clocks[level, outcome]) for outcome in OUTCOMES))
    return table


def _breached(sums: Figures) -> Table:
    return _counted("Breached promises", ("clock", "count"), sums.breached)


def _parts(sums: Figures) -> Table:
    rows = {"parts consumed": sums.consumed, "units exchanged": sums.replaced}
    rows |= {f"old parts {state}": count for state, count in sorted(sums.returns.items())}
    return _pairs("Parts", rows)


def _money(sums: Figures) -> Table:
    rows: dict[str, Any] = {f"quotes {state}": n for state, n in sorted(sums.quotes.items())}
    rows |= {"charges": sums.charges, "of them to be paid": sums.charged}
    rows |= {"cost, CNY": f"{sums.cost:,.2f}", "billed, CNY": f"{sums.billed:,.2f}"}
    return _pairs("Charges", rows)


def _opinion(sums: Figures) -> Table:
    answers = len(sums.degrees)
    rows: dict[str, Any] = {"surveys answered": answers}
    if answers:
        rows["satisfaction degree"] = f"{sum(sums.degrees) / answers:.1f}"
        rows["satisfied or better"] = f"{100 * sums.satisfied / answers:.1f} %"
    return _pairs("Satisfaction", rows)


def _events(events: Counter[str]) -> Table:
    return _counted("Events of these cases by type", ("type", "count"), events)


def _counted(title: str, columns: tuple[str, str], counts: Counter[str]) -> Table:
    table = _table(title, columns)
    _fill(table, counts.most_common())
    return table


def _pairs(title: str, rows: Mapping[str, Any]) -> Table:
    table = _table(title, ("", ""))
    _fill(table, rows.items())
    return table


def _fill(table: Table, rows: Iterable[tuple[str, Any]]) -> None:
    for name, value in rows:
        table.add_row(name, f"{value:,}" if isinstance(value, int) else str(value))


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    return table
