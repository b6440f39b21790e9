"""How far an asker sees, by the token's roles and bindings."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from aftercare_kit.actors import Actor
from aftercare_kit.ids import new_id
from aftercare_kit.roles import Role
from gateway.application.queries.scope import Scope

CUSTOMER, ENGINEER, STRANGER = new_id(), new_id(), new_id()


@dataclass
class Case:
    """A case as its owners see it."""

    customer_id: UUID | None = CUSTOMER
    centre: str | None = "shenzhen"
    engineer_ids: list[UUID] | None = None


ACTOR = Actor(subject="s", name="s", roles=frozenset({Role.SERVICE_AGENT}), region="cn-south")
MINE = Case(engineer_ids=[ENGINEER])


@pytest.mark.parametrize(
    ("roles", "claims", "seen"),
    [
        ({Role.SERVICE_AGENT}, {}, True),
        ({Role.SERVICE_AGENT}, {"centre": "shenzhen"}, True),
        ({Role.SERVICE_AGENT}, {"centre": "chengdu"}, False),
        ({Role.CUSTOMER}, {}, False),
        ({Role.CUSTOMER}, {"customer_id": CUSTOMER}, True),
        ({Role.CUSTOMER}, {"customer_id": STRANGER}, False),
        ({Role.CUSTOMER}, {"engineer_id": ENGINEER}, False),
        ({Role.MILITARY_REP}, {"centre": "shenzhen"}, False),
        ({Role.FIELD_ENGINEER}, {}, False),
        ({Role.FIELD_ENGINEER}, {"centre": "shenzhen"}, False),
        ({Role.FIELD_ENGINEER}, {"engineer_id": ENGINEER}, True),
        ({Role.FIELD_ENGINEER}, {"engineer_id": STRANGER}, False),
        ({Role.FIELD_ENGINEER, Role.SERVICE_AGENT}, {}, True),
        ({Role.FIELD_ENGINEER}, {"engineer_id": ENGINEER, "centre": "chengdu"}, False),
        ({Role.SERVICE_AGENT}, {"customer_id": STRANGER}, False),
    ],
)
def test_a_case_is_in_sight_of_its_own_people(
    roles: set[Role], claims: dict[str, object], seen: bool
) -> None:
    """Each binding narrows; roles that see only their own see nothing where no binding is named."""
    actor = replace(ACTOR, roles=frozenset(roles), **claims)

    assert Scope.of(actor).admits(MINE) is seen


def test_events_of_no_case_are_for_those_who_see_the_whole_region() -> None:
    """A token bound to anything sees its own cases and nothing beside them."""
    of_no_case = Case(None, None, None)

    assert Scope.of(ACTOR).admits(of_no_case)
    assert not Scope.of(replace(ACTOR, centre="shenzhen")).admits(of_no_case)
    assert not Scope.of(replace(ACTOR, engineer_id=ENGINEER)).admits(of_no_case)
    assert not Scope.of(replace(ACTOR, customer_id=CUSTOMER)).admits(of_no_case)


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP])
def test_customers_get_the_reduced_view(role: Role) -> None:
    """And so does any token that is bound to a customer."""
    assert Scope.of(replace(ACTOR, roles=frozenset({role}), customer_id=CUSTOMER)).reduced
    assert Scope.of(replace(ACTOR, customer_id=CUSTOMER)).reduced
    assert not Scope.of(ACTOR).reduced
