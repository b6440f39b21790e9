"""How the tests that prove a rule ended: kept from run to run, as long as the code is the same.

Each test run writes what it saw, also a run of a single file; results are of one state of the
tree, known by the hash of its Python files, the presets and the catalogue. Another state begins
anew.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

RESULTS: Final = Path(".pytest_cache/aftercare-rules.json")
PARTS: Final = ("shared", "services", "tests")
READ: Final = ("*.py", "*.toml")


@dataclass(frozen=True, slots=True)
class Proof:
    """One test that names rules, and whether it passed."""

    rules: tuple[str, ...]
    passed: bool


@dataclass(slots=True)
class Results:
    """What is known of the proofs, by test, for one state of the tree."""

    tree: str
    proofs: dict[str, Proof] = field(default_factory=dict[str, Proof])

    @classmethod
    def read(cls, root: Path) -> "Results | None":
        """What the last runs left; None where nothing did."""
        try:
            kept: Mapping[str, Any] = json.loads((root / RESULTS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        proofs = {
            test: Proof(tuple(one["rules"]), bool(one["passed"]))
            for test, one in kept["proofs"].items()
        }
        return cls(kept["tree"], proofs)

    def write(self, root: Path) -> None:
        """Keep these together with what earlier runs saw of the same tree."""
        earlier = Results.read(root)
        known = earlier.proofs if earlier and earlier.tree == self.tree else {}
        together = {**known, **self.proofs}
        kept = {
            "tree": self.tree,
            "proofs": {
                test: {"rules": proof.rules, "passed": proof.passed}
                for test, proof in sorted(together.items())
            },
        }
        path = root / RESULTS
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        fresh.replace(path)


def state_of(root: Path) -> str:
    """The hash of everything a test's outcome may depend on."""
    digest = hashlib.sha256()
    for path in sorted(_files(root)):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for part in PARTS:
        for pattern in READ:
            yield from (root / part).rglob(pattern)
