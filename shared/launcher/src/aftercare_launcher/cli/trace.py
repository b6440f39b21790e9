"""`aftercare trace`: what happened to a request, through every service, as trees."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Final, TypeAlias

import typer
from rich.console import Console
from rich.text import Text

from aftercare_launcher.cli.common import (
    STATE,
    JsonOption,
    StateOption,
    folder,
    print_json,
    sentences,
)
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.traces import store, tree
from aftercare_launcher.traces.spans import Span
from aftercare_launcher.traces.tree import Node

SERVICE_COLOURS: Final = {
    "edge": "bright_black", "intake": "cyan", "dispatch": "green", "inventory": "yellow",
    "feedback": "magenta", "billing": "blue", "gateway": "bright_cyan",
}  # fmt: skip


Guide: TypeAlias = tuple[str, str]
"""What stands before a line, and before the lines beneath it."""
BRANCH: Final[Guide] = ("├ ", "│ ")
LAST: Final[Guide] = ("└ ", "  ")


def trace(
    what: Annotated[str, typer.Argument(help="A case's number or id, or a trace id.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Show each statement to a database.")
    ] = False,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Print the traces of a case, oldest first."""
    with sentences():
        traces = store.find(folder(state).traces, what)
        if not traces:
            raise LauncherError(
                f"No trace of '{what}' was kept; traces are kept for six hours and appear "
                "a few seconds after the request."
            )
        forests = [(spans[0], tree.grow(spans, fold=not everything)) for spans in traces]
    if json:
        print_json([
            {
                "trace_id": first.trace_id,
                "start": _moment(first.start_ns).isoformat(),
                "spans": [tree.as_json(root, first.start_ns) for root in roots],
            }
            for first, roots in forests
        ])  # fmt: skip
        return
    console = Console()
    for first, roots in forests:
        # A line that is too long is the terminal's to wrap, so that nothing is lost where it is
        # piped to.
        console.print(Text("\n").join(picture(first, roots)), soft_wrap=True)


def picture(first: Span, roots: tuple[Node, ...]) -> Iterator[Text]:
    """A trace's lines: when after its start, how long, then who did what beneath whom."""
    title = f"{_moment(first.start_ns):%Y-%m-%d %H:%M:%S} UTC  trace {first.trace_id}"
    yield Text(title, style="bold")
    yield Text(f"{'after ms':>9} {'took ms':>8}", style="dim")
    yield from _lines(roots, first.start_ns, "", ("", ""), ("", ""))


def _lines(
    nodes: tuple[Node, ...], origin_ns: int, margin: str, guide: Guide = BRANCH, end: Guide = LAST
) -> Iterator[Text]:
    for node in nodes:
        mark, below = end if node is nodes[-1] else guide
        yield _line(node, origin_ns, margin + mark)
        yield from _lines(node.children, origin_ns, margin + below)


def _line(node: Node, origin_ns: int, margin: str) -> Text:
    span = node.first
    name = f"{len(node.spans)} statements" if node.folded else span.name
    failed = any(one.failed for one in node.spans)
    return Text.assemble(
        (f"{(span.start_ns - origin_ns) / 1e6:9.1f}", "dim"),
        (f" {node.milliseconds:8.1f}  ", "bold"),
        (margin, "bright_black"),
        (span.service, SERVICE_COLOURS.get(span.service, "white")),
        " ",
        (name.replace(" aftercare.", " "), "bold red" if failed else ""),
        ("  failed" if failed else "", "red"),
    )


def _moment(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC)
