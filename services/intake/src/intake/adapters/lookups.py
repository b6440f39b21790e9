"""Reads that lock nothing: a unit where it stands, contracts in force, published policies."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

import orjson
import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import aggregate_order_by

from aftercare_clocks import CalendarSpec
from aftercare_kit.driver import Prepared
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.mapping import TableMapping
from intake.adapters import tables
from intake.adapters.named import NamedRecords
from intake.application.customer.sealing import place_of, unseal
from intake.application.ports import PlacedUnit, Unit
from intake.application.queries.duplicates import CANDIDATES
from intake.domain.contract import Contract
from intake.domain.policy import Publication
from intake.domain.service_centre import hours_of

CONTRACTS = TableMapping(tables.contract, Contract)

_PUBLICATIONS = TypeAdapter(tuple[Publication, ...])
_DAYS = TypeAdapter(list[date])

_customer, _asset, _site = tables.customer, tables.asset, tables.site
_contact, _centre, _policy = tables.contact, tables.service_centre, tables.policy
_line, _key = tables.product_line, tables.subject_key

_preset = sa.func.coalesce(_line.c.policy, _centre.c.policy)
"""Which policy holds where no contract does: the product line's, else the centre's."""

_published = (
    sa.select(
        sa.func.jsonb_agg(
            aggregate_order_by(
                sa.func.jsonb_build_object(
                    "policy_version",
                    _policy.c.policy_version,
                    "effective_from",
                    _policy.c.effective_from,
                    "overrides",
                    _policy.c.overrides,
                ),
                _policy.c.policy_version,
            )
        )
    )
    .where(_policy.c.preset == _preset)
    .correlate(_centre, _line)
    .scalar_subquery()
)

_unit_asked = (
    sa.select(
        _customer.c.id.label("customer_id"),
        _customer.c.kind.label("customer_kind"),
        _asset.c.customer_id.label("owner_id"),
        _asset.c.id.label("asset_id"),
        _asset.c.serial,
        _asset.c.product_line,
        _asset.c.sale_date,
        _asset.c.accepted_on,
        _asset.c.warranty_months,
        _site.c.code.label("site_code"),
        _site.c.urban,
        _centre.c.code.label("centre"),
        _centre.c.zone,
        sa.cast(_centre.c.week, sa.Text).label("week"),
        _centre.c.holidays,
        sa.cast(_centre.c.closed, sa.Text).label("closed"),
        _centre.c.departments,
        _preset.label("policy"),
        _contact.c.id.label("contact_id"),
        sa.cast(_published, sa.Text).label("published"),
    )
    .join_from(
        _customer,
        _centre,
        sa.and_(
            _centre.c.region == _customer.c.region,
            _centre.c.code
            == sa.func.coalesce(sa.bindparam("centre", type_=sa.Text), _customer.c.centre),
        ),
    )
    .outerjoin(_asset, _asset.c.id == sa.bindparam("asset_id", type_=sa.Uuid))
    .outerjoin(_site, _site.c.id == _asset.c.site_id)
    .outerjoin(
        _line, sa.and_(_line.c.region == _asset.c.region, _line.c.code == _asset.c.product_line)
    )
    .outerjoin(
        _contact,
        sa.and_(
            _contact.c.id == sa.bindparam("contact_id", type_=sa.Uuid),
            _contact.c.customer_id == _customer.c.id,
        ),
    )
    .where(_customer.c.id == sa.bindparam("customer_id", type_=sa.Uuid))
)
_UNIT = Prepared(
    _unit_asked.add_columns(_site.c.id.label("site_id"), _site.c.sealed, _key.c.key).outerjoin(
        _key, _key.c.id == _site.c.id
    )
)
_ASKING = Prepared(_unit_asked.add_columns(CANDIDATES))


_BESIDE = {
    "week", "holidays", "closed", "contact_id", "published", "site_id", "sealed", "key",
    "candidates",
}  # fmt: skip
"""Columns that are no field of a unit as they are."""


class SqlLookups(NamedRecords):
    """The lookups of one transaction."""

    async def unit(
        self,
        customer_id: UUID,
        asset_id: UUID,
        *,
        contact_id: UUID | None = None,
        centre: str | None = None,
    ) -> PlacedUnit:
        """A unit with the customer who asks, in one statement."""
        named = {
            "customer_id": customer_id,
            "asset_id": asset_id,
            "contact_id": contact_id,
            "centre": centre,
        }
        row = _found(await _UNIT.rows(self._connection, **named), named)
        place = place_of(unseal(row["key"], row["site_id"], row["sealed"]))
        return PlacedUnit(**_fields(row), place=place)

    async def unit_to_register(
        self, customer_id: UUID, asset_id: UUID, *, contact_id: UUID | None, reach: str | None
    ) -> tuple[Unit, str | None]:
        """The same, and which open requests to compare with."""
        named = {
            "customer_id": customer_id,
            "asset_id": asset_id,
            "contact_id": contact_id,
            "centre": None,
        }
        row = _found(await _ASKING.rows(self._connection, **named, reach=reach), named)
        return Unit(**_fields(row)), row["candidates"]

    async def contracts(self, customer_id: UUID) -> list[Contract]:
        """The customer's contracts, also those that ended."""
        table = tables.contract
        chosen = sa.select(table).where(table.c.customer_id == customer_id)
        rows = (await self._connection.execute(chosen)).mappings()
        return [CONTRACTS.from_row(cast("Mapping[str, Any]", row)) for row in rows]

    async def clauses(self, preset: str) -> list[Mapping[str, object]]:
        """What contracts under a preset set otherwise, each once."""
        table = tables.contract
        chosen = sa.select(table.c.clauses).where(table.c.policy == preset).distinct()
        rows = (await self._connection.execute(chosen)).scalars()
        return [cast("Mapping[str, object]", clauses) for clauses in rows if clauses]

    async def publications(self, preset: str) -> list[Publication]:
        """The published versions of a preset."""
        chosen = sa.select(
            _policy.c.policy_version, _policy.c.effective_from, _policy.c.overrides
        ).where(_policy.c.preset == preset)
        rows = (await self._connection.execute(chosen)).mappings()
        return list(_PUBLICATIONS.validate_python([dict(row) for row in rows]))


def _found(rows: Sequence[Any], named: Mapping[str, UUID | str | None]) -> Mapping[str, Any]:
    """The unit that was found.

    Raises:
        UnknownRecord: one of those named was not.

    """
    for kind, name in (
        ("customer", "customer_id"),
        ("asset", "asset_id"),
        ("contact", "contact_id"),
    ):
        if named[name] is not None and (not rows or rows[0][name] is None):
            raise UnknownRecord(kind, cast("UUID", named[name]))
    return cast("Mapping[str, Any]", rows[0])


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in _BESIDE}
    hours = _hours(row["zone"], row["week"], row["holidays"], row["closed"])
    return plain | {"hours": hours, "publications": _publications(row["published"] or "[]")}


@lru_cache(maxsize=512)
def _hours(zone: str, week: str, holidays: str | None, closed: str) -> CalendarSpec | None:
    """The hours of a centre, which every case of its days has alike."""
    days = orjson.loads(week)
    return hours_of(zone, days, holidays, _DAYS.validate_json(closed)) if days else None


@lru_cache(maxsize=512)
def _publications(published: str) -> Sequence[Publication]:
    return _PUBLICATIONS.validate_json(published)
