"""The fold over any facts of the catalogue, in any order the streams may bring them."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_contracts.catalogue import EVENTS
from aftercare_contracts.samples import sample_of
from gateway.application.queries.case import SECTIONS as VIEWS
from gateway.domain.customers_eyes import SECTIONS as CUSTOMER_SECTIONS
from gateway.domain.customers_eyes import sections_for_customer
from gateway.domain.fact import Fact
from gateway.domain.fold import CHANGES, EMPTY, SEEN, Document, entries, fold_all
from gateway.domain.headline import headline
from services.gateway.tests.unit.test_fold import interleaved

ROOT = UUID(int=26_11)
SAMPLES = {
    f"{event.aggregate_name()}.{event.fact_name()}": sample_of(event) for event in EVENTS.values()
}
OF_SECTION: dict[str, list[str]] = defaultdict(list)
for name, change in CHANGES.items():
    OF_SECTION[change.section].append(name)


@st.composite
def stories(draw: st.DrawFn) -> list[Fact]:
    """Some things of a case, each with a life of its own, however odd."""
    told: list[Fact] = []
    for number in range(draw(st.integers(1, 6))):
        section = draw(st.sampled_from(sorted(OF_SECTION)))
        aggregate = uuid5(ROOT, f"{section}{number}")
        names = draw(st.lists(st.sampled_from(sorted(OF_SECTION[section])), min_size=1, max_size=8))
        minutes = draw(st.lists(st.integers(0, 60), min_size=len(names), max_size=len(names)))
        for version, (name, minute) in enumerate(zip(names, minutes, strict=True), start=1):
            key = CHANGES[name].key
            told.append(
                Fact(
                    id=uuid5(aggregate, str(version)),
                    name=name,
                    data=SAMPLES[name] | ({key: str(aggregate)} if key else {}),
                    aggregate_id=aggregate,
                    version=version,
                    at=datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=minute),
                )
            )
    return told


@settings(max_examples=60, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_no_order_of_streams_changes_the_case(told: list[Fact], chance: random.Random) -> None:
    """Whatever the facts are, only each aggregate's own order counts."""
    assert fold_all(EMPTY, interleaved(told, chance)) == fold_all(EMPTY, told)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_case_can_be_shown(told: list[Fact]) -> None:
    """To staff and to its customer, and in the list: no life of an aggregate is too odd for it."""
    document = fold_all(EMPTY, told)

    headline(document)
    for shown in (document, sections_for_customer(document)):
        for section in set(shown) - {SEEN}:
            for entry in entries(shown, section):
                VIEWS[section].model_validate(entry)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_a_customer_never_sees_a_field_that_is_not_named(told: list[Fact]) -> None:
    """What is not on the list is not there, whatever was told."""
    seen: Document = sections_for_customer(fold_all(EMPTY, told))

    assert set(seen) <= set(CUSTOMER_SECTIONS)
    for section, kept in seen.items():
        for entry in kept.values():
            assert set(entry) <= {*CUSTOMER_SECTIONS[section], "id", "since", "version", "state"}
