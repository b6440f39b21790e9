"""What the filled tables look like: whose a row is, where, when, and in which state.

Nine units in ten belong to one customer, the hardest to search for; the rest to ten thousand, in
forty centres. Rows lie evenly over three years, the newest first; of the newest fiftieth most are
still open. Everything follows from a row's number, so that all services tell of the same cases.
"""

import os
from dataclasses import dataclass

ROWS = int(os.environ.get("BENCH_ROWS") or 50_000)
"""Requests."""

UNITS = max(ROWS // 5, 1)
CUSTOMERS = max(min(ROWS // 20, 10_000), 1)
CENTRES = 40
ENGINEERS = 500
PARTS = 500
SECONDS = 3 * 365 * 86_400 // ROWS
"""Between two requests."""

GIANT = 0
"""The number of the customer who has nearly all."""

_ITS_SITES = min(CUSTOMERS, 500)

OPEN = max(ROWS // 50, 1)
"""Requests of the newest that are mostly open."""

_SAID = (
    "No output on phase B", "Fan noise at full load", "逆变器无输出", "风机轴承异响",
    "Display stays dark", "通讯中断，后台无数据", "Breaker trips at noon", "电池电压偏低",
    "Door lock broken", "柜内温度过高", "Meter reads too little", "接地故障报警",
    "Firmware update asked for", "蓄电池组漏液", "Router restarts by itself", "光模块告警",
)  # fmt: skip
_FREQUENT = ", ".join(f"'{each}'" for each in _SAID)
SUBJECT = (
    "case when n % 1000 = 999 then 'Thyristor stack 晶闸管击穿'"
    f" else (array[{_FREQUENT}])[1 + n % {len(_SAID)}] end"
)
"""What callers say; one in a thousand uses a word that is rare."""


@dataclass(frozen=True)
class Whose:
    """How the numbers of unit, customer and site of a row follow from its number `n`."""

    unit: str = f"n % {UNITS}"
    customer: str | None = None

    def sql(self) -> str:
        """The numbers as columns `of_unit`, `of_customer`, `of_site`, `of_centre` beside `n`."""
        customer = self.customer or (
            f"case when of_unit % 10 = 0 then 1 + of_unit / 10 % {CUSTOMERS} else {GIANT} end"
        )
        return (
            f"select n, of_unit, of_customer, of_customer % {CENTRES} as of_centre,"
            f" case when of_customer = {GIANT} then 2 * (of_unit % {_ITS_SITES}) + 1"
            f" else 2 * of_customer end as of_site"
            f" from (select n, of_unit, {customer} as of_customer"
            f" from (select n, {self.unit} as of_unit from numbers) as units) as owners"
        )


OF_A_REQUEST = Whose()
OF_A_UNIT = Whose(unit="n")
OF_A_CUSTOMER = Whose(unit="10 * n", customer="n")
OF_A_SITE = Whose(unit="n / 2", customer=f"case when n % 2 = 1 then {GIANT} else n / 2 end")


def mostly(ended: str, opened: str, *between: str, rarely: str | None = None) -> str:
    """A state: of the newest one of many, of one old row in five hundred still open, else ended."""
    states = ", ".join(f"'{each}'" for each in (opened, *between, ended))
    rare = f" when n % 1000 = 7 and n > {ROWS // 2} then '{rarely}'" if rarely else ""
    return (
        f"case when n <= {OPEN} then (array[{states}])[1 + n % {len(between) + 2}]"
        f" when n % 500 = 0 then '{(between or (opened,))[-1]}'{rare} else '{ended}' end"
    )
