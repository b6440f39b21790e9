"""Every aggregate's facts against its state table, and its row against its facts."""

from collections import defaultdict

from tests.chaos.audit.books import Books
from tests.chaos.audit.state_tables import OWNERS, Forbidden, folded

_FACTS = """
select aggregate_id::text, split_part(type, '.', 4) from event where aggregate = $1
order by aggregate_id, aggregate_version"""
_ROWS = "select id::text, state from {}"


async def astray(books: Books) -> list[str]:
    """Forbidden transitions, and rows whose state is not the one their facts lead to."""
    wrong: list[str] = []
    for aggregate, service in OWNERS.items():
        facts: defaultdict[str, list[str]] = defaultdict(list)
        async with books.at_one_moment(service) as ask:
            for key, fact in await ask(_FACTS, aggregate):
                facts[key].append(fact)
            rows = dict(await ask(_ROWS.format(aggregate)))
        wrong += [f"{aggregate} {key}: events without a row" for key in facts.keys() - rows.keys()]
        for key, state in rows.items():
            try:
                told = folded(aggregate, facts[key])
            except Forbidden as fault:
                wrong.append(f"{aggregate} {key}: {fault}, of {facts[key]}")
                continue
            if told != state:
                wrong.append(f"{aggregate} {key} is {state}, its facts say {told}")
    return wrong
