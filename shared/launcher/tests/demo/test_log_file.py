"""A log that cannot be read is told in one sentence; the real one is read whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from aftercare_launcher.demo.log.read import read_log
from aftercare_launcher.demo.log.replay import replay
from aftercare_launcher.errors import LauncherError

REAL = Path(__file__).parents[5] / "shared" / "data" / "incident_event_log.csv"


def test_a_file_of_something_else_names_what_is_missing(tmp_path: Path) -> None:
    """Not every CSV is an incident log."""
    other = tmp_path / "other.csv"
    other.write_text("number,colour\n1,red\n")
    with pytest.raises(LauncherError, match="is no incident log: it has no column incident_state"):
        read_log(other)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A path mistyped is the commonest fault of all."""
    with pytest.raises(LauncherError, match="cannot be read"):
        read_log(tmp_path / "nowhere.csv")


def test_a_row_that_cannot_be_read_is_named_by_its_line(write_log: Callable[..., Path]) -> None:
    """The second line is the first row."""
    with pytest.raises(LauncherError, match=r"Line 2 of .* cannot be read"):
        read_log(write_log([("New", "yesterday")]))


def test_a_log_without_incidents_is_refused(write_log: Callable[..., Path]) -> None:
    """There would be nothing to replay."""
    with pytest.raises(LauncherError, match="holds no incident"):
        read_log(write_log())


@pytest.mark.skipif(not REAL.exists(), reason="the real log lies outside the tree, and not here")
def test_of_the_real_log_every_row_and_incident_is_taken_in() -> None:
    """890 incidents, 5,998 state changes, a hundred of them on site; all end closed."""
    work = replay(REAL, 100)
    assert len(work.cases) == 890
    assert sum(work.readings.values()) == 5998
    assert sum(case.on_site for case in work.cases) == 100
    assert {case.ends for case in work.cases} == {"closed"}
