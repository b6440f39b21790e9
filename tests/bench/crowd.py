"""Many customers with units, so that the load is spread as in real work."""

from collections.abc import Sequence

import asyncpg
import orjson
import uvloop

from tests.bench.suite import Suite
from tests.journeys.town import Town, settle

CUSTOMERS = 5_000
CLONED = """
with pairs as (
    select n, gen_random_uuid() as customer_id, gen_random_uuid() as asset_id
    from generate_series(1, $3::integer) as n
), customers as (
    insert into customer (id, region, version, code, name, kind, centre)
    select customer_id, region, version, code || '-' || n, name, kind, centre
    from pairs, customer where customer.id = $1
)
insert into asset (
    id, region, version, customer_id, site_id, serial, model, product_line, sale_date, accepted_on,
    warranty_months, invoice_no, replacements)
select pairs.asset_id, region, version, pairs.customer_id, site_id, serial || '-' || n, model,
    product_line, sale_date, accepted_on, warranty_months, invoice_no, replacements
from pairs, asset where asset.id = $2
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
    """Copies of one customer and its unit, made in the tables; all units stand on one site."""
    connection = await asyncpg.connect(suite.postgres("intake"))
    try:
        return await connection.fetch(CLONED, town.customer_id, town.covered_asset, customers)
    finally:
        await connection.close()
