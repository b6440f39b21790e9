"""`aftercare edge-config`: Envoy's configuration, for any place that runs the edge."""

from pathlib import Path
from typing import Annotated

import typer

from aftercare_launcher.cli.common import print_json, sentences
from aftercare_launcher.edge.config import config
from aftercare_launcher.edge.settings import Address, EdgeSettings, Rate
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.stack.settings import SERVICE_ORDER
from aftercare_launcher.tokens import AUDIENCE, ISSUER


def edge_config(
    *,
    jwks: Annotated[Path, typer.Option(help="The public keys that validate tokens.")],
    upstream: Annotated[
        list[str] | None,
        typer.Option(help="Where a service is, as intake=host:port; by default intake:8000 etc."),
    ] = None,
    listen: Annotated[str, typer.Option(help="Where clients come in.")] = "0.0.0.0:8080",
    admin: Annotated[str, typer.Option(help="Envoy's own pages.")] = "127.0.0.1:9901",
    otlp: Annotated[str | None, typer.Option(help="The trace collector, as host:port.")] = None,
    trace_ratio: Annotated[
        float,
        typer.Option(
            help="Record this share of the traces.",
            envvar="AFTERCARE_TRACE_RATIO",
            min=0,
            max=1,
        ),
    ] = 1.0,
    issuer: str = ISSUER,
    audience: str = AUDIENCE,
    allow_origin: Annotated[list[str] | None, typer.Option(help="For CORS.")] = None,
    client_rate: Annotated[int, typer.Option(help="Requests a second of one client.")] = 100,
    address_rate: Annotated[int, typer.Option(help="Requests a second of one address.")] = 1000,
) -> None:
    """Print the edge's configuration as JSON."""
    with sentences():
        upstreams = {name: Address(name, 8000) for name in SERVICE_ORDER}
        for given in upstream or []:
            name, _, place = given.partition("=")
            upstreams[name] = _address(place)
        try:
            keys = jwks.read_text()
        except OSError as error:
            raise LauncherError(f"The keys in {jwks} cannot be read ({error.strerror}).") from error
        print_json(
            config(
                EdgeSettings(
                    listen=_address(listen),
                    admin=_address(admin),
                    upstreams=upstreams,
                    jwks=keys,
                    issuer=issuer,
                    audience=audience,
                    otlp=_address(otlp) if otlp else None,
                    trace_ratio=trace_ratio,
                    allowed_origins=tuple(allow_origin or ()),
                    client_rate=Rate(per_second=client_rate, burst=3 * client_rate),
                    address_rate=Rate(per_second=address_rate, burst=3 * address_rate),
                )
            )
        )


def _address(text: str) -> Address:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise LauncherError(f"'{text}' is no address; write host:port.")
    return Address(host, int(port))
