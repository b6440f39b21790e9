"""The part of requirements.lock that an image needs, hashes included; the standard library only.

`uv` notes below every package who wants it (`# via`). From the wanted ones on, we follow that.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==")
VIA: Final = re.compile(r"^ +#(?: via)? +([A-Za-z0-9._-]+)")


@dataclass(frozen=True)
class Entry:
    """One pinned package as it stands in the lock, and who wants it."""

    text: str
    wanted_by: frozenset[str]


def entries(lock: str) -> dict[str, Entry]:
    """Every package of the lock by its name."""
    return {name: _entry(lines) for name, lines in _blocks(lock)}


def part(found: Mapping[str, Entry], roots: Iterable[str], without: frozenset[str]) -> list[str]:
    """Names of the packages that the roots want, directly or not; a root may be one of them."""
    reached = set(roots)
    while more := {
        name
        for name, entry in found.items()
        if name not in reached | without and entry.wanted_by & reached
    }:
        reached |= more
    return [name for name in found if name in reached]


def _blocks(lock: str) -> Iterator[tuple[str, list[str]]]:
    lines: list[str] = []
    name = ""
    for line in lock.splitlines():
        if pin := PIN.match(line):
            if name:
                yield name, lines
            name, lines = pin[1], []
        lines.append(line)
    if name:
        yield name, lines


def _entry(lines: list[str]) -> Entry:
    pinned = [line for line in lines if not line.lstrip().startswith("#")]
    wanted_by = frozenset(found[1] for line in lines if (found := VIA.match(line)))
    return Entry("\n".join(pinned).rstrip(), wanted_by)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lock", type=Path)
    parser.add_argument("--member", action="append", default=[], help="what it depends on")
    parser.add_argument("--package", action="append", default=[], help="it and what it needs")
    parser.add_argument("--without", action="append", default=[], help="leave this one out")
    asked = parser.parse_args()
    found = entries(asked.lock.read_text())
    if unknown := sorted({*asked.package, *asked.without} - set(found)):
        parser.error(f"not in {asked.lock}: {', '.join(unknown)}")
    roots = [f"aftercare-{member}" for member in asked.member] + asked.package
    names = part(found, roots, frozenset(asked.without))
    if not names:
        parser.error("nothing in the lock is wanted by these")
    sys.stdout.writelines(f"{found[name].text}\n" for name in names)
    return 0


if __name__ == "__main__":
    sys.exit(main())
