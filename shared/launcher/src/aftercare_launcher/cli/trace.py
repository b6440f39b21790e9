"""`aftercare trace`: what happened to a request, through every service, as trees."""

from datetime import UTC, datetime
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

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
from aftercare_launcher.traces.tree import Node

SERVICE_COLOURS: Final = {
    "edge": "bright_black", "intake": "cyan", "dispatch": "green", "inventory": "yellow",
    "feedback": "magenta", "billing": "blue", "gateway": "bright_cyan",
}  # fmt: skip


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
        title = f"{_moment(first.start_ns):%Y-%m-%d %H:%M:%S} UTC  trace {first.trace_id}"
        drawn = Tree(Text(title, style="bold"), guide_style="bright_black")
        for root in roots:
            _draw(drawn, root, first.start_ns)
        console.print(drawn)


def _draw(parent: Tree, node: Node, origin_ns: int) -> None:
    branch = parent.add(_line(node, origin_ns))
    for child in node.children:
        _draw(branch, child, origin_ns)


def _line(node: Node, origin_ns: int) -> Text:
    """Service, what it did, of which kind, how long, and when after the start of the trace."""
    span = node.first
    name = f"{len(node.spans)} statements" if node.folded else span.name
    failed = any(one.failed for one in node.spans)
    return Text.assemble(
        (span.service, SERVICE_COLOURS.get(span.service, "white")),
        " ",
        (name, "bold red" if failed else ""),
        (f"  {span.kind}", "dim"),
        (f"  {node.milliseconds:.1f} ms", "bold"),
        (f"  +{(span.start_ns - origin_ns) / 1e6:.1f} ms", "dim"),
        ("  failed" if failed else "", "red"),
    )


def _moment(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC)
