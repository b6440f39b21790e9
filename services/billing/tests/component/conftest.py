"""Billing on a fresh database."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from aftercare_kit.testing import Bench
from billing.bootstrap import service
from services.billing.tests.component.desk import Desk


@pytest.fixture
async def bench(database: Callable[[str], Any], tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench.of(service(), database("billing").app_url, tmp_path)
    yield bench
    await bench.close()


@pytest.fixture
def desk(bench: Bench) -> Desk:
    return Desk(bench)
