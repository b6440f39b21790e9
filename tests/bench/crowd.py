"""Many customers with units, so that the load is spread as in real work."""

from collections.abc import Sequence

import asyncpg
import orjson
import uvloop

from tests.bench.suite import Suite
from tests.journeys.town import Town, settle

CUSTOMERS = 500
CLONED = """
with pairs as (
    select n, gen_random_uuid() as customer_id, gen_random_uuid() as site_id,
        gen_random_uuid() as asset_id
    from generate_series(1, $4::integer) as n
), customers as (
    insert into customer (id, region, version, code, name, kind, centre)
    select customer_id, region, version, code || '-' || n, name, kind, centre
    from pairs, customer where customer.id = $1
), sites as (
    insert into site (id, region, version, customer_id, code, address, urban)
    select pairs.site_id, region, version, pairs.customer_id, code || '-' || n, address, urban
    from pairs, site where site.id = $2
)
insert into asset (
    id, region, version, customer_id, site_id, serial, model, product_line, sale_date, accepted_on,
    warranty_months, invoice_no, replacements)
select pairs.asset_id, region, version, pairs.customer_id, pairs.site_id, serial || '-' || n, model,
    product_line, sale_date, accepted_on, warranty_months, invoice_no, replacements
from pairs, asset where asset.id = $3
returning customer_id, id
"""


def bodies(suite: Suite, customers: int = CUSTOMERS) -> list[str]:
    """What each of them posts to have a need taken in."""
    return [
        orjson.dumps(
            {
                "customer_id": str(customer),
                "asset_id": str(asset),
                "channel": "phone",
                "subject": "No output on phase B",
            }
        ).decode()
        for customer, asset in uvloop.run(_settled(suite, settle(suite.people), customers))
    ]


async def _settled(suite: Suite, town: Town, customers: int) -> Sequence[asyncpg.Record]:
    """Copies of one customer, made in the tables: they are no load, they only stand there."""
    connection = await asyncpg.connect(suite.postgres("intake"))
    try:
        site = await connection.fetchval(
            "select site_id from asset where id = $1", town.covered_asset
        )
        return await connection.fetch(CLONED, town.customer_id, site, town.covered_asset, customers)
    finally:
        await connection.close()
