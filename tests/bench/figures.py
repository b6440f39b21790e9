"""Figures of interleaved runs: the median with its spread, in tables people can read."""

import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What several runs of the same thing came to."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def __str__(self) -> str:
        low, high = min(self.values), max(self.values)
        return f"{short(self.median)} ({short(low)}-{short(high)})"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    """Ours to theirs, round by round: neighbours in time have met the same machine."""
    return Figure([mine / other for mine, other in zip(ours, theirs, strict=True)])


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def short(value: float) -> str:
    """Three figures that matter."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    cells = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
             for row in cells]  # fmt: skip
    lines.insert(1, "  ".join("-" * width for width in widths))
    sys.stdout.write("\n".join(["", title, *lines, ""]) + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Say how far we are, apart from the results."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
