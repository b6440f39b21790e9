"""The ledger's lines on their way into their table."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from inventory.adapters import tables
from inventory.domain.stock import Movement


class PostgresMovements:
    """Has the movements of one transaction written with the levels that they change."""

    def __init__(self, write: Callable[[sa.Table, Mapping[str, Any]], None]) -> None:
        self._write = write

    def add(self, movement: Movement) -> None:
        """Write one line with the rest of this transaction."""
        self._write(tables.movement, vars(movement))
