"""What inventory listens to, says and refuses is what its contracts and texts declare."""

import inspect
import pkgutil
from importlib import import_module

import inventory.application
from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.consumers import by_source
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of
from inventory.bootstrap import service
from inventory.domain.part_return import Destination, Disposition, ReturnState
from inventory.domain.reservation import ReservationState


def test_reactions_are_the_declared_subscriptions() -> None:
    """No more, or nothing would arrive; no less, or it would be parked."""
    reacted = by_source(service().reactions.handlers)

    assert {source: set(events) for source, events in reacted.items()} == {
        source: set(events) for source, events in SUBSCRIPTIONS["inventory"].items()
    }


def test_every_event_of_inventory_is_said_by_a_use_case() -> None:
    """A published event that nobody says is a promise to nobody."""
    modules = pkgutil.walk_packages(inventory.application.__path__, "inventory.application.")
    text = "\n".join(inspect.getsource(import_module(module.name)) for module in modules)

    assert [event.__name__ for event in events_of("inventory") if event.__name__ not in text] == []


def test_every_refusal_has_its_texts_in_both_languages() -> None:
    """And no code stands for two rules."""
    assert missing_texts(refusals_of("inventory"), Catalogue.load("inventory")) == []


def test_every_state_and_record_has_a_name_in_both_languages() -> None:
    """Refusals show them to people."""
    words = Catalogue.load("inventory").words
    shown = [*ReservationState, *ReturnState, *Disposition, Destination.SCRAP]
    records = ["part", "store", "reservation", "part_return"]

    assert [word for word in [*shown, *records] if word not in words] == []


def test_every_timer_and_constraint_is_known_by_name() -> None:
    """A renamed constraint would turn a refusal into a fault."""
    put_together = service()

    assert set(put_together.timers) == {"return.overdue"}
    assert set(put_together.constraints) == {
        "part_number_key",
        "store_code_key",
        "store_of_centre",
    }
