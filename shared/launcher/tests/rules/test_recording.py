"""Runs of a small tree of its own: what they leave for `make rules`, and when it is stale."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aftercare_launcher.rules.results import Results, state_of

TESTS = """
import pytest

@pytest.mark.rule("000-1")
@pytest.mark.parametrize("period", ["contract", "O&M"])
def test_covered(period):
    pass

@pytest.mark.rule("000-6.1")
def test_failing():
    assert False

@pytest.mark.rule("000-6.1")
@pytest.mark.rule("000-4.1a")
def test_falls_over_afterwards(request):
    request.addfinalizer(lambda: 1 / 0)

def test_of_no_rule():
    pass
"""
SETTINGS = """
[pytest]
addopts = -p aftercare_launcher.testing
markers =
    rule(id): proven
    slow: never here
"""
RULES = """id,owner,kind,rule,enforced
000-1,intake,C G,Periods,tests/test_small.py
000-6.1,intake,G,Six documents,
000-4.1a,intake,G,Complete,
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("tests", "docs", "shared"):
        (tmp_path / name).mkdir()
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    (tmp_path / "tests/test_small.py").write_text(TESTS)
    (tmp_path / "docs/rules.csv").write_text(RULES)
    return tmp_path


def run(tree: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=tree, check=False, capture_output=True, text=True).stdout


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_leaves_the_outcome_of_each_test_that_names_a_rule(tree: Path, workers: str) -> None:
    """A test that falls over while it tidies up has proven nothing."""
    run(tree, "pytest", "-q", "-n", workers)
    kept = Results.read(tree)
    assert kept is not None
    assert {name.partition("::")[2]: proof.passed for name, proof in kept.proofs.items()} == {
        "test_covered[contract]": True,
        "test_covered[O&M]": True,
        "test_failing": False,
        "test_falls_over_afterwards": False,
    }


def test_runs_of_parts_add_up_as_long_as_nothing_changes(tree: Path) -> None:
    run(tree, "pytest", "-q", "-k", "covered")
    run(tree, "pytest", "-q", "-k", "failing")
    kept = Results.read(tree)
    assert kept is not None
    assert len(kept.proofs) == 3
    (tree / "shared/code.py").write_text("changed = True\n")
    assert kept.tree != state_of(tree)
    run(tree, "pytest", "-q", "-k", "failing")
    anew = Results.read(tree)
    assert anew is not None
    assert len(anew.proofs) == 1


def test_asking_runs_what_is_not_known_and_counts_it(tree: Path) -> None:
    told = run(tree, "aftercare_launcher.rules")
    assert "running the tests that name rules" in told
    assert json.loads(told.splitlines()[-1])["intake"] == [1, 3]
    assert "failed: tests/test_small.py::test_failing" in told
    again = run(tree, "aftercare_launcher.rules")
    assert "running" not in again
    assert "STALE" not in again


def test_asking_for_the_last_says_when_it_is_stale(tree: Path) -> None:
    run(tree, "pytest", "-q", "-k", "covered")
    part = run(tree, "aftercare_launcher.rules", "--last")
    assert "STALE" in part
    assert json.loads(part.splitlines()[-1])["intake"] == [1, 3]
