"""A right is a permission carried by one of the actor's roles."""

import pytest

from aftercare_kit.actors import Actor, system_actor
from aftercare_kit.errors import RightMissing
from aftercare_kit.rights import Rights
from aftercare_kit.roles import PRINTED_NAMES, Role

RIGHTS = Rights(
    {
        "work_order.respond": [Role.FIELD_ENGINEER, Role.REGIONAL_SUPPORT],
        "scheme.approve": [Role.GM],
    }
)


def an_actor(*roles: Role) -> Actor:
    return Actor(subject="u-1", name="李工", roles=frozenset(roles), region="cn-south")


def test_a_role_carries_its_permissions_and_no_others() -> None:
    """An engineer responds and does not approve."""
    engineer = an_actor(Role.FIELD_ENGINEER, Role.SALES)
    RIGHTS.require(engineer, "work_order.respond")

    assert RIGHTS.held_by(engineer) == {"work_order.respond"}
    with pytest.raises(RightMissing) as told:
        RIGHTS.require(engineer, "scheme.approve")
    assert told.value.facts == {"permission": "scheme.approve"}


def test_the_system_has_no_right_that_the_table_does_not_give_it() -> None:
    """A slip in a reaction must not approve a scheme."""
    assert RIGHTS.held_by(system_actor("dispatch", "cn-south")) == frozenset()


def test_a_permission_missing_from_the_table_is_our_fault() -> None:
    """A misspelt permission lets nobody pass and is noticed."""
    assert RIGHTS.permissions == {"work_order.respond", "scheme.approve"}
    with pytest.raises(KeyError):
        RIGHTS.require(an_actor(Role.GM), "scheme.aprove")


def test_every_role_has_a_printed_name_in_both_languages() -> None:
    """Screens and forms print names, not keys."""
    assert set(PRINTED_NAMES) == set(Role)
    assert all(en and zh and en != zh for en, zh in PRINTED_NAMES.values())


def test_an_actor_knows_its_roles() -> None:
    """Scope predicates ask for one of several roles."""
    assert an_actor(Role.GM).has(Role.GM, Role.FINANCE)
    assert not an_actor(Role.GM).has(Role.FINANCE)
