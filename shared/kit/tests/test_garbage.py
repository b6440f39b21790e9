"""A service that has started is not searched through again and again while it works."""

import subprocess
import sys

_LOADED = """
import gc
from aftercare_kit.garbage import search_seldom
loaded = [[number] for number in range(110_000)]
{before}
searches = []
gc.callbacks.append(lambda phase, told: searches.append(phase))
kept = [[number] for number in range(60_000)]
print(len(searches), gc.get_freeze_count() > len(loaded))
"""


def _searched(before: str) -> tuple[int, bool]:
    """In a process of its own, for the tests' own garbage is searched for as it always was."""
    code = _LOADED.format(before=before)
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    times, left_out = said.stdout.split()
    return int(times), left_out == "True"


def test_a_batch_s_worth_of_objects_sets_off_no_search() -> None:
    """And what was loaded before is left out of those that come."""
    assert _searched("search_seldom()") == (0, True)


def test_python_by_itself_would_search() -> None:
    """The control: many times, and through everything."""
    times, left_out = _searched("pass")
    assert times > 10
    assert not left_out


def test_circles_are_still_found() -> None:
    """What points at itself goes when somebody asks, frozen or not frozen things beside it."""
    code = (
        "import gc, weakref\nfrom aftercare_kit.garbage import search_seldom\nsearch_seldom()\n"
        "class Thing: pass\nthing = Thing(); thing.itself = thing; seen = weakref.ref(thing)\n"
        "del thing\ngc.collect()\nprint(seen())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "None"
