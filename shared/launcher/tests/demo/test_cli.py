"""What the command refuses, each in one sentence and before anything is started."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Aftercare = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--month", "June"), "'June' is no month; write it as 2026-06."),
        (("--month", "2099-01"), "2099-01 is not over yet; choose a month that is, with --month."),
    ],
)
def test_a_month_that_is_none_or_not_over_is_refused(
    aftercare: Aftercare, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    """Nothing can have happened in a month to come."""
    refused = aftercare("demo", *words, "--state", tmp_path / "state")
    assert refused.returncode == 1
    assert refused.stderr.strip() == sentence
    assert not (tmp_path / "state").exists()


def test_a_log_that_is_not_there_starts_no_suite(aftercare: Aftercare, tmp_path: Path) -> None:
    """The log is read before anything is started."""
    refused = aftercare("demo", "--log", tmp_path / "none.csv", "--state", tmp_path / "state")
    assert refused.returncode == 1
    assert "cannot be read" in refused.stderr
    assert not (tmp_path / "state").exists()
