"""Pieces by part number, as events carry them."""

from collections.abc import Mapping

from aftercare_contracts.values import PartQuantity


def quantities(pieces: Mapping[str, int]) -> list[PartQuantity]:
    """The same, line by line."""
    return [PartQuantity(part_no=part_no, quantity=count) for part_no, count in pieces.items()]
