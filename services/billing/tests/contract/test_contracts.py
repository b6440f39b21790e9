"""What billing promised to others: its subscriptions, its events, its words."""

import ast
from pathlib import Path

import pytest

import billing
from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS
from aftercare_kit.consumers import by_source
from aftercare_kit.languages import Language
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of
from billing.application.rights import RIGHTS
from billing.bootstrap import service
from billing.domain.case import Cover
from billing.domain.charge_decision import ChargeKind, Party
from billing.domain.fees import Fee
from billing.domain.quote import QuoteState

SOURCES = sorted(Path(billing.__file__).parent.rglob("*.py"))


def test_reactions_equal_the_declared_subscriptions() -> None:
    """Neither a deaf subscription nor an undeclared reaction."""
    heard = by_source(service().reactions.handlers)
    declared = SUBSCRIPTIONS["billing"]
    assert {k: set(v) for k, v in heard.items()} == {k: set(v) for k, v in declared.items()}


def test_every_refusal_says_itself_in_both_languages() -> None:
    """And no code stands for two rules."""
    assert missing_texts(refusals_of("billing"), Catalogue.load("billing")) == []


@pytest.mark.parametrize("word", [*QuoteState, *Party])
def test_states_and_parties_have_names(word: str) -> None:
    """A sentence shows no internal key."""
    catalogue = Catalogue.load("billing")
    assert catalogue.word(word, Language.ZH) != word


def test_every_event_of_billing_is_announced_somewhere() -> None:
    """Each published type is built in the code, and nothing else is."""
    built = {
        node.func.id
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert {event.__name__ for event in events_of("billing")} <= built


def test_the_domains_words_are_those_of_the_published_language() -> None:
    """What the domain may say, readers can read."""
    from aftercare_contracts.billing import LiabilityDecided
    from aftercare_contracts.values import ChargeLine, Entitlement

    schemas = {
        Fee: ChargeLine.model_json_schema()["properties"]["kind"]["enum"],
        Party: LiabilityDecided.model_json_schema()["properties"]["party"]["enum"],
        ChargeKind: LiabilityDecided.model_json_schema()["properties"]["charge"]["enum"],
        Cover: Entitlement.model_json_schema()["properties"]["cover"]["enum"],
    }
    for words, told in schemas.items():
        assert {word.value for word in words} == set(told)


def test_every_permission_is_asked_for() -> None:
    """The rights table holds no dead entry."""
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert all(
        f'(actor, "{p}")' in code or f'(work.actor, "{p}")' in code for p in RIGHTS.permissions
    )
