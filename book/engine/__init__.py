"""Where the work runs: the one seam between the passes and the machine.

An engine applies one pass to many items. Whatever it is built on, it promises:

1. outcomes come in the order of the items;
2. an outcome holds what the pass said beside what it made;
3. both are the same as those of ``Serial``;
4. a single item is worked on here, in the process that asks and when it asks for the
   outcome, unless the caller has other work to do ``beside`` it. Many items may be begun
   as soon as ``map`` is called, so that two maps overlap.

Engines nest, so that passes know neither of processes nor of caches nor of progress:
``Observed(Cached(Processes(2), store), watch)`` looks each item up, spreads what is new
over two processes, and tells ``watch`` how far it is.
"""

from book.engine.cached import Cached
from book.engine.observed import Advance, Observed
from book.engine.processes import Processes
from book.engine.seam import (
    Engine,
    Outcome,
    Pass,
    Serial,
    attempt,
    each,
    every,
    gathered,
    one,
    settled,
)

__all__ = [
    "Advance",
    "Cached",
    "Engine",
    "Observed",
    "Outcome",
    "Pass",
    "Processes",
    "Serial",
    "attempt",
    "each",
    "every",
    "gathered",
    "one",
    "settled",
]
