"""PostgreSQL's own load generator, doing the inserts of a registration and nothing else."""

import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.servers.postgres import binary
from tests.bench.raw.statement import for_pgbench
from tests.bench.raw.world import DATABASE
from tests.bench.suite import Suite

_RATE = re.compile(r"tps = ([\d.]+) \(without")
_LATENCY = re.compile(r"latency average = ([\d.]+) ms")


def register(
    suite: Suite, body: Mapping[str, str], connections: int, seconds: float
) -> tuple[float, float]:
    """Registrations a second, and their mean latency in seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(for_pgbench(body))
        script.flush()
        done = subprocess.run(
            [
                str(binary("pgbench")), "--no-vacuum", "--protocol=prepared",
                f"--client={connections}", "--jobs=1", f"--time={max(1, round(seconds))}",
                f"--file={script.name}", f"--host={LOOPBACK}", f"--port={suite.ports.postgres}",
                "--username=postgres", DATABASE,
            ],
            env={"PGPASSWORD": suite.passwords.postgres["postgres"], "HOME": str(Path.home())},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    rate, latency = _RATE.search(done.stdout), _LATENCY.search(done.stdout)
    if done.returncode or rate is None or latency is None:
        raise RuntimeError(done.stderr or done.stdout)
    return float(rate[1]), float(latency[1]) / 1000
