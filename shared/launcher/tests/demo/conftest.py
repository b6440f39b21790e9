"""Small logs, written as the public incident log is."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from aftercare_launcher.demo.log.read import COLUMNS

Rows = Sequence[tuple[str, str]]
"""State and time of each row, as `("New", "01-03-2016 09:00")`."""

USUAL = {
    "category": "Category 55", "subcategory": "Subcategory 170", "contact_type": "Phone",
    "location": "Location 143", "impact": "2 - Medium", "urgency": "2 - Medium",
    "priority": "3 - Moderate", "reopen_count": "0",
}  # fmt: skip


@pytest.fixture
def write_log(tmp_path: Path) -> Callable[..., Path]:
    """Writes incidents given by their states and times; `extra` overrides other columns."""

    def write(*incidents: Rows, **extra: str) -> Path:
        path = tmp_path / "log.csv"
        with path.open("w", newline="") as file:
            out = csv.DictWriter(file, COLUMNS)
            out.writeheader()
            for number, rows in enumerate(incidents, start=1):
                for state, at in rows:
                    told = {"number": f"INC{number:07}", "incident_state": state}
                    times = {"opened_at": rows[0][1], "sys_updated_at": at}
                    out.writerow(USUAL | told | times | extra)
        return path

    return write
