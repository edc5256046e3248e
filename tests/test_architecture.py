"""The rules of ARCHITECTURE.md that a machine can keep."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import book
from book.cli import COMMANDS
from book.cli.explain import STAGES, codes

PACKAGE = Path(book.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
PASSES = {"read", "split", "clean", "dedupe", "order", "render", "bind", "check"}

# build.py composes the passes; a project's sections are declared beside the passes that
# they belong to; to verify a finished file, or to show what differs in a duplicate, is a
# command of its own; and shards bring files to the comparison that a pass may not read.
MAY_NAME = {
    "build": PASSES,
    "config": PASSES,
    "cli": {"check", "dedupe"},
    "shards": {"dedupe"},
}

# What a module may not import unless it is the owner, or inside the owner.
OWNERS = {
    "babel": ("clean", "dates", "language", "bind.epub"),
    "charset_normalizer": ("sources",),
    "click": ("cli",),
    "dask": ("engine.cluster",),
    "distributed": ("engine.cluster",),
    "duckdb": ("shards.grouping",),
    "ebooklib": ("bind.epub",),
    "fontTools": ("render", "bind.pdf", "cover"),
    "jinja2": ("render",),
    "lxml": ("xhtml",),
    "markdown": ("read",),
    "nh3": ("xhtml",),
    "numpy": ("language", "split", "dedupe", "order", "shards"),
    "pikepdf": (),  # the tests read with it what we wrote
    "pydyf": ("bind.pdf.inside",),
    "PIL": ("bind.pdf.finish", "check.anatomy", "cover", "sources"),
    "py3langid": ("language",),
    "pyarrow": ("shards.files",),
    "pypdfium2": ("check",),
    "rapidfuzz": ("dedupe",),
    "rensa": ("dedupe",),
    "rich": ("cli",),
    "sqlite3": ("cache",),
    "trafilatura": ("read",),
    "weasyprint": ("bind.pdf.inside", "bind.pdf.whole", "bind.pdf.fetching"),
}
# What costs a tenth of a second and more is not imported before it is needed.
HEAVY = {
    "babel",
    "distributed",
    "duckdb",
    "numpy",
    "pyarrow",
    "py3langid",
    "rich",
    "trafilatura",
    "weasyprint",
}

# The letters of the codes, by the module that declares them.
LETTERS = {
    "bind.epub": "E",
    "bind.pdf": "P",
    "build": "V",
    "check": "V",
    "clean": "C",
    "cli.build": "G",
    "cli.check": "V",
    "cli.new": "G",
    "cli.several": "G",
    "config": "G",
    "cover": "T",
    "dedupe": "D",
    "engine.cluster": "G",
    "ledger": "L",
    "order": "O",
    "output": "W",
    "read": "R",
    "render": "T",
    "sources": "S",
    "split": "B",
    "theme": "T",
    "typography": "T",
}

LONGEST_MODULE = 300
LONGEST_FUNCTION = 60


def name(module: Path) -> str:
    dotted = ".".join(module.relative_to(PACKAGE).with_suffix("").parts)
    return dotted.removesuffix("__init__").removesuffix(".")


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(root: ast.AST) -> set[str]:
    """Return what is imported under ``root``: ``book.split``, ``book.split.split``, …"""
    found: set[str] = set()
    for node in ast.walk(root):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def at_once(root: ast.Module) -> set[str]:
    """Return what is imported as soon as the module is: not in functions, not for types."""
    statements = [
        node
        for node in root.body
        if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If)
    ]
    return {dotted for statement in statements for dotted in imports(statement)}


def stage(dotted: str) -> str | None:
    """Return the pass that ``book.clean.links`` belongs to, or ``None``."""
    head, *rest = dotted.split(".")
    return rest[0] if head == "book" and rest and rest[0] in PASSES else None


def within(module: str, owner: str) -> bool:
    return module == owner or module.startswith(f"{owner}.")


each_module = pytest.mark.parametrize("module", MODULES, ids=name)


@each_module
def test_no_pass_knows_another(module: Path) -> None:
    own = name(module).split(".")[0]
    named = {stage(dotted) for dotted in imports(tree(module))} - {None, own}

    assert named <= MAY_NAME.get(own, set())


@each_module
def test_each_big_library_has_one_owner(module: Path) -> None:
    for dotted in imports(tree(module)):
        library = dotted.split(".")[0]
        if library in OWNERS:
            assert any(within(name(module), owner) for owner in OWNERS[library]), dotted


def test_a_heavy_library_is_imported_when_it_is_needed() -> None:
    files = {f"book.{name(module)}".rstrip("."): module for module in MODULES}
    reached: set[str] = set()
    waiting = ["book", "book.cli", *(f"book.cli.{command}" for command in COMMANDS)]
    while waiting:
        here = waiting.pop()
        if here not in files or here in reached:
            continue
        reached.add(here)
        found = at_once(tree(files[here]))
        assert HEAVY.isdisjoint(dotted.split(".")[0] for dotted in found), here
        waiting += [*found, *(dotted.rpartition(".")[0] for dotted in found)]

    assert "book.config" in reached


@each_module
def test_only_the_command_line_prints_and_exits(module: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    if name(module).split(".")[0] != "cli":
        assert called.isdisjoint({"print", "input", "exit", "breakpoint"})
        assert "click" not in {dotted.split(".")[0] for dotted in imports(tree(module))}


@each_module
def test_a_pass_knows_neither_clock_nor_chance_nor_processes(module: Path) -> None:
    if name(module).split(".")[0] in PASSES | {"typography"}:
        heads = {dotted.split(".")[0] for dotted in imports(tree(module))}
        assert heads.isdisjoint({"asyncio", "concurrent", "multiprocessing", "random", "time"})
        named = imports(tree(module))
        assert not [d for d in named if within(d, "book.engine") or within(d, "book.cache")]
        asked = {n.attr for n in ast.walk(tree(module)) if isinstance(n, ast.Attribute)}
        assert asked.isdisjoint({"now", "today", "utcnow"})


@each_module
def test_a_module_fits_in_the_head(module: Path) -> None:
    assert module.read_text(encoding="utf-8").count("\n") <= LONGEST_MODULE


@each_module
def test_a_function_fits_on_a_screen(module: Path) -> None:
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long == []


@each_module
def test_what_a_module_offers_is_there(module: Path) -> None:
    dotted = f"book.{name(module)}".rstrip(".")
    loaded = import_module(dotted)

    for offered in getattr(loaded, "__all__", ()):
        assert hasattr(loaded, offered)


def declared() -> Iterator[tuple[str, str]]:
    """Yield ``(module, number)`` of every ``Code("X101", …)`` in the package."""
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Code"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield name(module), str(node.args[0].value)


def test_a_code_is_declared_once() -> None:
    numbers = [number for _, number in declared()]

    assert sorted(numbers) == sorted(set(numbers))
    assert set(codes()) == set(numbers)


def test_a_code_is_lettered_by_its_stage() -> None:
    for module, number in declared():
        letters = {letter for owner, letter in LETTERS.items() if within(module, owner)}

        assert re.fullmatch(r"[A-Z]\d{3}", number)
        assert (letters, number[0] in STAGES) == ({number[0]}, True), f"{number} in {module}"


def test_a_code_says_what_it_means_why_it_matters_and_what_to_do() -> None:
    for number, code in codes().items():
        assert code.explanation.endswith("."), number
        assert len(code.explanation.split()) >= 12, number


def test_a_code_has_a_case_that_triggers_it() -> None:
    found = [*ROOT.glob("tests/**/*.py"), *ROOT.glob("tests/**/*.md")]
    files = [file for file in found if "node_modules" not in file.parts]
    tested = "\n".join(file.read_text(encoding="utf-8") for file in files)

    assert [n for _, n in declared() if not re.search(rf"\b{n}\b", tested)] == []


HELP = """
import sys
from book.cli import run
status = run(sys.argv[1:])
heavy = {"weasyprint", "lxml", "numpy", "rich", "PIL", "jinja2", "trafilatura", "babel"}
loaded = sorted(heavy & set(sys.modules))
sys.exit(f"imported: {loaded}" if loaded else status)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["bild"]], ids=str)
def test_help_costs_nothing(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELP, *arguments], capture_output=True, text=True, check=False
    )

    assert "imported" not in done.stderr
    assert done.returncode == (2 if arguments == ["bild"] else 0)


def document(file: str) -> str:
    path = ROOT / file
    if not path.exists():
        pytest.skip(f"{file} is not written yet")
    return path.read_text(encoding="utf-8")


def test_the_newest_heading_of_the_changelog_is_the_version() -> None:
    newest = re.search(r"^## \[?v?(\d+\.\d+\.\d+)", document("CHANGELOG.md"), re.MULTILINE)

    assert newest is not None
    assert newest[1] == book.__version__


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"florilege {command}\b", document("README.md"))


@pytest.mark.parametrize("place", sorted({name(m).split(".")[0] for m in MODULES} - {""}))
def test_every_place_stands_on_the_map(place: str) -> None:
    assert re.search(rf"`book/{place}(\.py|/)", document("ARCHITECTURE.md"))
