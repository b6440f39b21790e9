"""All books of a suite at once, after it has come to rest."""

from dataclasses import dataclass, field

from aftercare_launcher.demo.place import Place
from aftercare_launcher.demo.proof import prove
from tests.chaos.audit import projections, promises, states, streams
from tests.chaos.audit.books import Books
from tests.chaos.audit.promises import Doubled
from tests.chaos.rig.history import Command, History


@dataclass
class Audit:
    """What was found; a suite that kept its promises leaves every list empty."""

    lost: list[Command] = field(default_factory=list[Command])
    doubled: list[Doubled] = field(default_factory=list[Doubled])
    wrong: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """By the name of the check."""

    @property
    def clean(self) -> bool:
        return not self.lost and not self.doubled and not any(self.wrong.values())

    def told(self) -> str:
        """The first few findings of each check."""
        lines = [f"lost: {each.key} {each.path}" for each in self.lost[:5]]
        lines += [f"doubled: {each}" for each in self.doubled[:5]]
        lines += [f"{name}: {each}" for name, found in self.wrong.items() for each in found[:5]]
        return "\n".join(lines)


async def audit(place: Place, history: History) -> Audit:
    """Hold a suite to everything that it acknowledged."""
    books = Books(place)
    kept = await books.answers()
    proof = await prove(place)
    unreconciled = [] if proof.reconciled and not proof.parked else [str(proof)]
    return Audit(
        lost=promises.lost(history, kept),
        doubled=await promises.doubled(books),
        wrong={
            "answers": promises.contradicted(history),
            "updates": promises.overwritten(history),
            "facts": await promises.miscounted(books, history, kept),
            "versions": await books.gaps(),
            "states": await states.astray(books),
            "logs, streams and inboxes": unreconciled,
            "streams": await streams.astray(place),
            "stock": await books.wrong_levels(),
            "claims": await books.claims_of_the_dead(),
            "charges": await books.untraced_charges(),
            "projections": await projections.astray(books),
        },
    )
