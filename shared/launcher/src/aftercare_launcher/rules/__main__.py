"""`make rules`: how many rules each service enforces, by tests that passed on this very tree."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

from aftercare_launcher.rules import report
from aftercare_launcher.rules.catalogue import Catalogue
from aftercare_launcher.rules.results import Results, state_of

RUN: Final = ("-m", "pytest", "-q", "-m", "rule and not slow", "-n", "4", "--dist", "loadfile")
COLLECT: Final = ("-m", "pytest", "-q", "-m", "rule and not slow", "--collect-only")


def main() -> int:
    """Show the standing; run the tests that name rules first where their results are not known."""
    arguments = argparse.ArgumentParser(prog="make rules", description=__doc__)
    arguments.add_argument("--last", action="store_true", help="only show what is known, run none")
    arguments.add_argument("--root", type=Path, default=Path.cwd())
    given = arguments.parse_args()
    root: Path = given.root
    results = Results.read(root)
    fresh = results is not None and results.tree == state_of(root) and _complete(root, results)
    if not fresh and not given.last:
        _say("No results of this tree yet: running the tests that name rules")
        subprocess.run([sys.executable, *RUN], cwd=root, check=False)
        results, fresh = Results.read(root), True
    if not fresh:
        _say("STALE: these results are of another state of the tree, or of a part of the tests")
    return _show(Catalogue.read(root), results or Results(""))


def _complete(root: Path, results: Results) -> bool:
    """Whether every test that names a rule has been run."""
    told = subprocess.run(
        [sys.executable, *COLLECT], cwd=root, check=False, capture_output=True, text=True
    )
    wanted = [line for line in told.stdout.splitlines() if "::" in line]
    return told.returncode == 0 and all(test in results.proofs for test in wanted)


def _show(catalogue: Catalogue, results: Results) -> int:
    covered = report.enforced(catalogue, results.proofs.values())
    standings = report.stand(catalogue, covered)
    for line in (*report.table(standings), *report.missing(standings)):
        _say(line)
    _say()
    for test in [test for test, proof in results.proofs.items() if not proof.passed]:
        _say(f"failed: {test}")
    _say(report.summary(standings))
    return 0


def _say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
