"""Outside crews (相关单位): people of other units, who see and act on their own jobs only."""

from aftercare_kit.actors import Actor
from aftercare_kit.roles import Role

OUTSIDE = frozenset({Role.RELATED_UNIT, Role.UNIT_LIAISON})


def is_outside(actor: Actor) -> bool:
    """Whether all that the actor is belongs to another unit; the token's department names it.

    Somebody of another unit whose token names neither unit nor engineer reaches nothing.
    """
    return bool(actor.roles) and actor.roles <= OUTSIDE
