"""Rights: which roles carry which permission; each service has one table."""

from collections.abc import Iterable, Mapping

from aftercare_kit.actors import Actor
from aftercare_kit.errors import RightMissing
from aftercare_kit.roles import Role


class Rights:
    """A service's permissions and the roles that carry them.

    A permission is `<thing>.<verb>`, such as `work_order.respond`. How far it reaches (centre,
    department, customer, job) is decided where the rows are read.
    """

    def __init__(self, table: Mapping[str, Iterable[Role]]) -> None:
        self._roles = {permission: frozenset(roles) for permission, roles in table.items()}

    @property
    def permissions(self) -> frozenset[str]:
        """Every permission of the table."""
        return frozenset(self._roles)

    def allows(self, actor: Actor, permission: str) -> bool:
        """Tell whether one of the actor's roles carries the permission.

        Raises:
            KeyError: the table has no such permission; a slip of ours, not of the actor's.

        """
        return not self._roles[permission].isdisjoint(actor.roles)

    def require(self, actor: Actor, permission: str) -> None:
        """Let the actor pass, or raise RightMissing."""
        if not self.allows(actor, permission):
            raise RightMissing(permission)

    def held_by(self, actor: Actor) -> frozenset[str]:
        """Everything the actor may do; a screen shows no more than this."""
        return frozenset(each for each in self._roles if self.allows(actor, each))
