"""Clusters of three NATS servers, made to be hurt."""

import pytest

from tests.chaos.telling import Tell, telling


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    return telling(capsys)
