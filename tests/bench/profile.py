"""Where the time goes: sampled stacks of the services under load, and what they ask PostgreSQL.

Folded stacks are written beside the tables, for any flame graph viewer (speedscope opens them).
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.bench import crowd, processes
from tests.bench.figures import show, tell
from tests.bench.load.job import ROOT, run
from tests.bench.register import CONNECTIONS, job
from tests.bench.statements import asked_by
from tests.bench.suite import Suite

FOLDER = ROOT / ".aftercare" / "bench"
SECONDS = 12
SAMPLES_A_SECOND = 200
TOP = 45


def register(suite: Suite) -> dict[str, float]:
    """Sample intake, which answers, and the gateway, which hears of it, while requests come in."""
    bodies = crowd.bodies(suite)
    tokens = suite.tokens("service_agent", CONNECTIONS)
    run(job(suite, "aftercare", bodies, tokens, 3.0))
    before = processes.used(suite)
    watched = {name: _watch(suite, name) for name in ("intake", "gateway")}
    done = run(job(suite, "aftercare", bodies, tokens, SECONDS))
    for name, sampler in watched.items():
        if sampler.wait():
            sys.exit(f"py-spy could not sample {name}; it needs the right to trace processes.")
        _tables(name)
    spent = processes.shares(before, processes.used(suite), done.answered)
    tell(f"processor time for each registration, ms: {processes.as_line(spent)}")
    asked = asked_by(suite, lambda: run(job(suite, "aftercare", bodies, tokens[:1], 0.0)))
    asked.show()
    return {"statements_per_register": len(asked.command)}


def _watch(suite: Suite, name: str) -> "subprocess.Popen[bytes]":
    FOLDER.mkdir(parents=True, exist_ok=True)
    pid = processes.pids(suite)[name]
    return subprocess.Popen(
        [
            str(Path(sys.executable).with_name("py-spy")), "record", "--pid", str(pid),
            "--duration", str(SECONDS - 1), "--rate", str(SAMPLES_A_SECOND),
            # Who holds the interpreter's lock works; others, uvloop's poll among them, wait.
            "--gil", "--format", "raw", "--output", str(FOLDER / f"{name}.folded"),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _tables(name: str) -> None:
    """What was on top of the stack, and what was anywhere in it, by share of samples."""
    own, within = Counter[str](), Counter[str]()
    for line in (FOLDER / f"{name}.folded").read_text().splitlines():
        stack, _, count = line.rpartition(" ")
        frames = [_function(frame) for frame in stack.split(";")]
        own[frames[-1]] += int(count)
        within.update(dict.fromkeys(frames, int(count)))
    total = sum(own.values())
    heads = ["share", "function"]
    for title, counted in (("own time", own), ("with what it calls", within)):
        rows = [[f"{100 * n / total:.1f} %", at] for at, n in counted.most_common(TOP)]
        show(f"{name}: {title} of {total} samples", heads, rows)


def _function(frame: str) -> str:
    """Without the line, and with the path from the package on."""
    named = re.sub(r":\d+\)$", ")", frame)
    return re.sub(r"\((?:.*/)?(?:site-packages|src|lib/python[\d.]+)/", "(", named)
