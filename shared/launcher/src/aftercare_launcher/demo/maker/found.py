"""Enters the maker's master data through the API; codes carry the run's tag, so runs do not meet.

Contracts and units are as old as they say, and every store but for scarce parts is full.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from datetime import timedelta

from aftercare_launcher.demo.api import Api, Json
from aftercare_launcher.demo.maker.catalogue import CENTRES, LINES, Centre, Part, person_name
from aftercare_launcher.demo.maker.founded import Founded
from aftercare_launcher.demo.maker.world import Customer, Unit, World
from aftercare_launcher.demo.people import People
from aftercare_launcher.demo.roster import Engineer

PLENTY = 400
CERTIFIED_FOR = timedelta(days=3 * 365)
"""Beyond the longest case of a log."""


class Founder:
    """Enters everything, first what needs nothing else."""

    def __init__(self, api: Api, people: People, world: World, tag: str) -> None:
        self._api = api
        self._people = people
        self._tag = tag.upper()
        self._made = Founded(world)

    async def found(self, engineers: Sequence[Engineer]) -> Founded:
        """Enter all of it; what the suite calls it is in the answer."""
        parts = [part for line in LINES for part in line.parts]
        await _all([*map(self._centre, CENTRES), *map(self._part, parts)])
        customers = [self._customer(n, c) for n, c in enumerate(self._made.world.customers)]
        staff = [self._engineer(n, e) for n, e in enumerate(engineers, start=len(customers))]
        await _all([*customers, *staff, *map(self._stock, CENTRES)])
        return self._made

    async def _post(self, role: str, path: str, body: Mapping[str, object]) -> Json:
        name = body.get("code") or body.get("part_no") or body.get("serial") or body.get("name")
        key = f"found-{path.rsplit('/', 1)[-1]}-{name}-{body.get('store', '')}"
        return await self._api.post(self._people.company(role), path, body, key=_ascii(key))

    def _tagged(self, code: str) -> str:
        return f"{code}-{self._tag}"

    async def _centre(self, centre: Centre) -> None:
        code = self._tagged(centre.code)
        body = {"code": code, "name": centre.name}
        await self._post("regional_manager", "/api/intake/centres", body)
        store = {"code": f"STORE-{code}", "name": f"{centre.name}备件库", "centre": code}
        await self._post("regional_manager", "/api/inventory/stores", store)
        self._made.centres[centre.code] = code
        self._made.stores[code] = store["code"]

    async def _part(self, part: Part) -> None:
        part_no = self._tagged(part.part_no)
        body = {"part_no": part_no, "name": part.name}
        await self._post("warehouse", "/api/inventory/parts", body)
        price = {"amount": part.price, "currency": "CNY"}
        body = {"part_no": part_no, "unit_price": price}
        await self._post("external_quoting", "/api/billing/prices", body)
        self._made.parts[part.part_no] = part_no

    async def _stock(self, centre: Centre) -> None:
        store = self._made.stores[self._made.centres[centre.code]]
        for line in LINES:
            for part in line.parts:
                if not part.scarce:
                    body = {
                        "store": store,
                        "part_no": self._made.parts[part.part_no],
                        "quantity": PLENTY,
                        "reference": f"Pre-stock plan {self._made.world.since:%Y}",
                    }
                    await self._post("warehouse", "/api/inventory/stock/receipts", body)

    async def _engineer(self, number: int, engineer: Engineer) -> None:
        since = self._made.world.since
        body = {
            "code": self._tagged(engineer.code),
            "name": person_name(number),
            "centre": self._made.centres[engineer.centre],
            "certificates": [
                {"skill": skill, "valid_until": (since + CERTIFIED_FOR).isoformat()}
                for skill in engineer.skills
            ],
            "qualification": {
                "title": "junior",
                "product_knowledge": True,
                "repair_skill": True,
                "code_trained_on": since.isoformat(),
                "product_trained_on": since.isoformat(),
            },
        }
        entered = await self._post("regional_manager", "/api/dispatch/engineers", body)
        self._made.engineers[engineer.code] = entered["id"]

    async def _customer(self, number: int, customer: Customer) -> None:
        body = {
            "code": self._tagged(customer.key),
            "name": customer.name,
            "kind": customer.line.kind,
            "centre": self._made.centres[customer.centre],
        }
        entered = (await self._post("regional_manager", "/api/intake/customers", body))["id"]
        self._made.customers[customer.key] = entered
        contact = {"name": person_name(number), "phone": f"+86 20 8{number:07}"}
        path = f"/api/intake/customers/{entered}/contacts"
        named = await self._post("service_agent", path, contact)
        self._made.contacts[customer.key] = named["id"]
        site = {
            "customer_id": entered,
            "code": self._tagged(f"SITE-{customer.key}"),
            "address": f"{customer.name}机房",
            "urban": customer.urban,
        }
        site_id = (await self._post("service_agent", "/api/intake/sites", site))["id"]
        await self._contract(customer, entered)
        for unit in customer.units:
            await self._unit(unit, entered, site_id)

    async def _contract(self, customer: Customer, customer_id: str) -> None:
        contract = customer.contract
        body = {
            "customer_id": customer_id,
            "code": self._tagged(f"C-{customer.key}"),
            "kind": contract.kind,
            "starts_on": contract.starts_on.isoformat(),
            "ends_on": contract.ends_on.isoformat(),
            "product_lines": [customer.line.product_line],
            "policy": customer.line.preset,
        }
        await self._post("regional_manager", "/api/intake/contracts", body)

    async def _unit(self, unit: Unit, customer_id: str, site_id: str) -> None:
        body = {
            "customer_id": customer_id,
            "site_id": site_id,
            "serial": self._tagged(unit.key),
            "model": unit.model,
            "product_line": unit.product_line,
            "sale_date": unit.sold.isoformat(),
            "accepted_on": unit.sold.isoformat(),
            "warranty_months": 12,
        }
        entered = await self._post("service_agent", "/api/intake/assets", body)
        self._made.units[unit.key] = entered["id"]


async def _all(steps: Iterable[Awaitable[None]]) -> None:
    await asyncio.gather(*steps)


def _ascii(text: str) -> str:
    """A name for a command: visible ASCII, as Idempotency-Key asks for."""
    return text.encode("ascii", "backslashreplace").decode().replace(" ", "_")
