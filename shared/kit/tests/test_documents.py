"""Documents: what cannot change is written once, what can is written as it is now."""

import weakref
from dataclasses import dataclass

import pytest

from aftercare_kit.documents import KEPT, dumper


@dataclass(frozen=True)
class Place:
    """Holds nothing that can change."""

    name: str
    degrees: tuple[float, float] | None = None


@dataclass(frozen=True)
class Basket:
    """Frozen, and yet what it holds is not."""

    items: list[str]


@dataclass
class Bench:
    """Not frozen at all."""

    name: str


@pytest.mark.parametrize(("hint", "value"), [
    (Place, Place("Shenzhen", (22.5, 114.1))),
    (Place | None, Place("Shenzhen")),
    (tuple[Place, ...], (Place("Shenzhen"), Place("Wuhan"))),
])  # fmt: skip
def test_a_value_that_cannot_change_is_written_once(hint: object, value: object) -> None:
    dump = dumper(hint)
    assert dump(value) is dump(value)


def test_equal_values_are_each_written() -> None:
    """Who they are is what is known again, for to compare them would cost as much."""
    dump = dumper(Place)
    assert (
        dump(Place("Shenzhen")) == dump(Place("Shenzhen")) == b'{"name":"Shenzhen","degrees":null}'
    )


def test_what_can_change_is_written_as_it_is_now() -> None:
    basket, bench, names = Basket(["a"]), Bench("a"), ["a"]
    dumps = dumper(Basket), dumper(Bench), dumper(list[str])
    assert [dump(each) for dump, each in zip(dumps, (basket, bench, names), strict=True)]
    basket.items.append("b")
    bench.name = "b"
    names.append("b")

    assert [dump(each) for dump, each in zip(dumps, (basket, bench, names), strict=True)] == [
        b'{"items":["a","b"]}', b'{"name":"b"}', b'["a","b"]',
    ]  # fmt: skip


def test_values_are_let_go_of() -> None:
    """However many pass through, and their JSON is never that of another in their place."""
    dump, first = dumper(Place), Place("first")
    dump(first)
    seen = weakref.ref(first)
    del first
    for number in range(3 * KEPT):
        assert dump(Place(f"{number}")) == f'{{"name":"{number}","degrees":null}}'.encode()
    assert seen() is None
