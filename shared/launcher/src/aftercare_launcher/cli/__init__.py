"""The `aftercare` command."""

import typer

from aftercare_launcher.cli import (
    backup,
    demo,
    edge,
    logs,
    parked,
    reconcile,
    status,
    streams,
    token,
    trace,
    up,
)

app = typer.Typer(
    help="Aftercare on this machine: the whole suite, its logs, traces and tokens.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(up.up)
app.command()(up.down)
app.command()(status.status)
app.command()(logs.logs)
app.command()(token.token)
app.command()(trace.trace)
app.command()(demo.demo)
app.add_typer(streams.streams, name="streams")
app.add_typer(parked.parked, name="parked")
app.command()(reconcile.reconcile)
app.command()(backup.backup)
app.command()(backup.restore)
app.command("edge-config")(edge.edge_config)
