"""Every asynchronous test runs on asyncio; loops are per test, as services have one each."""

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
