"""Every check there is, in the order they are cheap: ``python -m tests``.

Name some to run only those: ``python -m tests lint types``. The first failure
stops the run. This is also all that CI does.
"""

import subprocess
import sys

STEPS = {
    "format": "ruff format --check .",
    "lint": "ruff check .",
    "types": "mypy",
    # Two workers, a file each: the tests that call Java or a browser run side by side.
    "test": "pytest -n 2 --dist loadfile --durations 8",
}


def main(names: list[str]) -> int:
    for name in names or STEPS:
        if name not in STEPS:
            sys.exit(f"no step called {name}; there are: {', '.join(STEPS)}")
        print(f"— {name}", flush=True)
        status = subprocess.run([sys.executable, "-m", *STEPS[name].split()], check=False)
        if status.returncode:
            return status.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
