"""Feedback on a fresh database."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from aftercare_kit.testing import Bench
from feedback.bootstrap import service


@pytest.fixture
def fresh(database: Callable[[str], Any]) -> Any:
    return database("feedback")


@pytest.fixture
async def bench(fresh: Any, tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.of(service(), fresh.app_url, tmp_path)
    yield bench
    await bench.close()
