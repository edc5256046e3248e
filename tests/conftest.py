"""What every test stands on: the same examples on every run, and tools that are there.

A test marked ``java`` or ``browser`` is skipped, with a word, where the tool is missing.
``make test`` installs both, so there it never is.
"""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

# Examples are derived from the test, not from chance; a slow machine is no failure.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

# Programs that pip installed (Node) come before those of the system.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

# No test meets what another run, or the person at the machine, has made before.
_cache = TemporaryDirectory(prefix="florilege-tests-")
os.environ["FLORILEGE_CACHE"] = _cache.name

TOOLS = {
    "java": ["java"],
    "browser": ["chromium", "node"],
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, tools in TOOLS.items():
            missing = [tool for tool in tools if shutil.which(tool) is None]
            if missing and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"not installed: {missing[0]}"))
