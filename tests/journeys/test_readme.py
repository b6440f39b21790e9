"""The README's first request, run as it stands there."""

import json
import os
import re
import subprocess
import uuid
from pathlib import Path

from tests.journeys.stack import RunningSuite

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```bash\n(.*?)```", re.DOTALL)

_CLOSED = """
for try in $(seq 100); do
  case $(api service_agent GET /cases/$request | pick state) in closed) break ;; esac
  sleep 0.2
done
api service_agent GET /cases/$request
"""
"""A reader looks again; a test has to wait for the last facts to arrive."""


def test_the_first_request_runs_as_the_readme_says(suite: RunningSuite) -> None:
    """From the centre to the closed case with its timeline in both languages."""
    tag = uuid.uuid4().hex[:8]
    script = "\n".join(_BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    for name in ("shenzhen", "C-1", "NS-01", "INV-0001"):
        script = script.replace(f'"{name}"', f'"{name}-{tag}"')

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script + _CLOSED],
        cwd=ROOT,
        env=os.environ | {"AFTERCARE_STATE": str(suite.state), "AFTERCARE_EDGE": suite.edge},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    case = json.loads(done.stdout.strip().splitlines()[-1])
    assert case["state"] == "closed", case
    assert {entry["title"]["zh"] for entry in case["timeline"]} >= {"受理登记", "首次响应", "结案"}
