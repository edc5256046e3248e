"""Where the real dumps are, when they are: beside the checkout, never in it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))

needs_shared = pytest.mark.skipif(
    not SEEDS, reason="the real dumps are not beside the checkout"
)
