"""A unit of work stands in no circle: all that it has touched goes when it does, unsearched for.

A batch of events makes tens of thousands of objects; in a circle they wait for a search, and every
search on the way there finds all of them in use.
"""

import gc
import weakref
from collections.abc import Generator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, cast

import pytest

from aftercare_contracts.topology import SERVICES
from aftercare_kit.actors import system_actor


@pytest.fixture
def unsearched() -> Generator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("unsearched")
@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_of_work_goes_with_who_holds_it(name: str) -> None:
    """With every repository that it can name."""
    kind = import_module(f"{name}.bootstrap").service().work
    work = kind(
        cast("Any", object()), actor=system_actor(name, "cn-south"), now=datetime.now(UTC),
        service=name, region="cn-south",
    )  # fmt: skip
    for each in dir(kind):
        getattr(work, each)
    seen = weakref.ref(work)
    del work
    assert seen() is None
