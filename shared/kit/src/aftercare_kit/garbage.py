"""Less searching for garbage than Python does of itself.

What a service makes while it works is nearly all given back when it is let go of; only what points
at itself in a circle has to be searched for. Python searches after every 700 objects, which a batch
of events makes forty times over, and through everything that the process ever loaded besides.
"""

import gc

YOUNG, MIDDLE, OLD = 10_000, 20, 50
"""Objects made between two searches of the young; searches between two of the older ones."""


def search_seldom() -> None:
    """Leave out of every search what stands now, and search less often from here on.

    For a process that has loaded all it needs: with some 110,000 objects that stay, searching took
    a tenth of the processor time of registering, in pauses of a tenth of a second, and a quarter of
    that of a batch of events.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
