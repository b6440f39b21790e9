"""The ledger's lines on their way into their table."""

from aftercare_kit.writes import Writes
from inventory.adapters import tables
from inventory.domain.stock import Movement


class PostgresMovements:
    """Has the movements of one transaction written with the levels that they change."""

    def __init__(self, writes: Writes) -> None:
        self._writes = writes

    def add(self, movement: Movement) -> None:
        """Write one line with the rest of this transaction."""
        self._writes.insert(tables.movement, vars(movement))
