"""Less searching for garbage than Python does of itself.

What a service makes while it works is given back when it is let go of: neither a request nor a
batch of events leaves circles behind (see `bounds`), and only circles have to be searched for.
Python searches after every 700 objects, which a batch makes a hundred times over, and through
everything that the process ever loaded besides.
"""

import gc

YOUNG, MIDDLE, OLD = 100_000, 10, 10
"""Objects made and not let go of between two searches of the young; searches between two of the
older ones. A batch and the next, read meanwhile, are some 40,000, all of them in use: to search
among them time and again took a tenth of a batch's time."""


def search_seldom() -> None:
    """Leave out of every search what stands now, and search less often from here on.

    For a process that has loaded all it needs: with some 110,000 objects that stay, searching took
    a tenth of the processor time of registering, in pauses of a tenth of a second, and a quarter of
    that of a batch of events.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
