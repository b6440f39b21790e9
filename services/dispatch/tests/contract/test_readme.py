"""The README tells the truth: states, routes, facts in and out."""

import re
from pathlib import Path

import pytest

from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS
from dispatch.bootstrap import service
from services.dispatch.tests.states import TABLES

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("aggregate", TABLES)
def test_each_picture_is_the_state_table(aggregate: str) -> None:
    """The table is held to the code by every sequence that Hypothesis tries."""
    section = README.split(f"### {aggregate}\n")[1].split("\n```\n")[0]
    drawn = set(re.findall(r"(\w+) --> (\w+)", section))
    assert drawn == {(before, after) for before, row in TABLES[aggregate].items() for after in row}


def test_every_fact_is_in_the_tables() -> None:
    """In by its full name, out under its aggregate."""
    for events in SUBSCRIPTIONS["dispatch"].values():
        for event in events:
            assert f"`{event.aggregate_name()}.{event.fact_name()}`" in README
    facts_out = README.split("## Facts out")[1].split("##")[0]
    for event in events_of("dispatch"):
        aggregate = event.aggregate_name().replace("_", " ")
        row = re.search(rf"^\| {aggregate} \|.*$", facts_out, re.MULTILINE)
        assert row, event.type
        assert f"`{event.fact_name()}`" in row[0], event.type


def test_every_route_is_in_the_table() -> None:
    """By its path, with `{id}` for whatever id it takes."""
    for router in service().routers:
        for route in router.routes:
            path = re.sub(r"\{\w+\}", "{id}", getattr(route, "path", ""))
            short = path if "/visits/{id}/" not in path else "/" + path.rsplit("/", 1)[1]
            assert short in README, path
