"""What a book looks like: templates, styles and typefaces, as values.

A theme is a folder of plain files in ``themes/``: what it changes in the templates and
styles that all share, and the numbers of its page. Ours lie in the package (in
``templates/``, ``styles/`` and ``themes/`` of a checkout); a project overrides them file
by file with folders of the same names, and may have themes of its own.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from book.diagnostics import BookError, Code, Severity
from book.model import Location

OUTSIDE = Code(
    "T101",
    Severity.ERROR,
    "this file of the theme is a link out of the theme's folder",
    "Copy the file into the folder instead of linking to it.",
    explanation=(
        "A theme may come from somebody else, so a build reads nothing through it that lies "
        "outside its folder. A symbolic link that leads out could show any file of this "
        "machine in the book. Copy what you need into templates/ or styles/."
    ),
)
TOO_LARGE = Code(
    "T102",
    Severity.ERROR,
    "this file of the theme has {size:,} bytes; at most {limit:,} are read",
    "Use a smaller file; a typeface can be cut down to the letters you need.",
    explanation=(
        "Templates and styles are short texts, and a typeface rarely passes a few megabytes. "
        "A larger file is almost always a mistake, and it would slow every build down."
    ),
)
NOT_TEXT = Code(
    "T103",
    Severity.ERROR,
    "this file of the theme is not text in UTF-8",
    "Save it as UTF-8.",
    explanation="Templates and style sheets are read as UTF-8, on every machine alike.",
)
TOO_MANY = Code(
    "T104",
    Severity.ERROR,
    "the theme's folder holds more than {limit} files",
    "Keep only templates, style sheets and typefaces in it.",
    explanation=(
        "A theme of ours has two dozen files. A folder with hundreds is not a theme: perhaps "
        "it is a whole site's, or a package folder was put into it."
    ),
)

UNKNOWN = Code(
    "T108",
    Severity.ERROR,
    "there is no theme “{name}”",
    "Choose one of {names}, or make the folder themes/{name} in the project.",
    explanation=(
        "A theme is a folder of style sheets and a theme.toml. Three come with Florilège: "
        "classique, moderne and grands-caracteres (large print). A project may have others in "
        "its own folder themes/, named by letters, figures and hyphens."
    ),
)
NOT_A_LOOK = Code(
    "T109",
    Severity.ERROR,
    "the numbers of this theme cannot be used: {reason}",
    "Compare it with the theme.toml of one of our themes.",
    explanation=(
        "The file theme.toml of a theme gives the trim that it is drawn for, the size of its "
        "type, its leading, its margins and a few more numbers. Each is optional and takes the "
        "place of the one that the theme classique has."
    ),
)

TEMPLATES = frozenset({".xhtml", ".ncx", ".toml"})
STYLES = frozenset({".css"})
FONTS = frozenset({".ttf", ".otf", ".woff", ".woff2"})

TEXT_LIMIT = 512 * 1024
FONT_LIMIT = 16 * 1024 * 1024
FILE_LIMIT = 200

PACKAGE = Path(__file__).parent
DEFAULT = "classique"
NUMBERS = "theme.toml"

_NAME = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class Look:
    """The numbers of a theme, as they are on the ``trim`` that it is drawn for.

    ``size`` and ``leading`` are points; ``inside``, ``outside`` and ``head`` margins in
    millimetres. ``letter`` is the mean width of a letter of running text, in em, and
    ``most`` how many a full line may hold. On other trims the type is scaled between
    ``smallest`` and ``largest``. ``opener``, ``title`` and ``part`` are the letters of a line
    of such a title; ``labelled``: the number of a chapter is written with its word.

    ``typeface`` is named in the colophon with its ``makers``, in books whose language it
    writes; ``latin``: it has no other letters than those.
    """

    trim: str = "a5"
    size: float = 12.0
    leading: float = 15.0
    lines: int = 31
    inside: float = 19.0
    outside: float = 24.0
    head: float = 20.0
    letter: float = 0.3876
    most: int = 67
    smallest: float = 10.0
    largest: float = 13.0
    opener: int = 36
    title: int = 24
    part: int = 18
    labelled: bool = False
    typeface: str = "EB Garamond"
    makers: tuple[str, ...] = ("Georg Duffner", "Octavio Pardo")
    latin: bool = False


CLASSIQUE = Look()


@dataclass(frozen=True, slots=True)
class Theme:
    """Files by name, relative to their folder and with ``/``, and the numbers of the theme.

    ``templates["chapter.xhtml"]``, ``styles["print.css"]``, and the typefaces of
    ``styles/fonts`` as ``fonts["EBGaramond-Regular.ttf"]``.
    """

    templates: Mapping[str, str]
    styles: Mapping[str, str]
    fonts: Mapping[str, bytes]
    look: Look = CLASSIQUE


def load(project: Path | None = None, name: str = DEFAULT) -> Theme:
    """Read what all themes share, over it the theme ``name``, over it what ``project`` has.

    Raises ``BookError`` where there is no such theme, and for a file that is not to be read:
    too large, not text, or a link out of its folder.
    """
    folder = _folder(project, name)
    layers = [
        _read(_ours("templates"), _ours("styles")),
        _read(folder / "templates", folder),
    ]
    if project is not None:
        layers.append(_read(project / "templates", project / "styles"))
    return Theme(
        {name: text for layer in layers for name, text in layer.templates.items()},
        {name: text for layer in layers for name, text in layer.styles.items()},
        {name: data for layer in layers for name, data in layer.fonts.items()},
        _look(folder / NUMBERS),
    )


def names(project: Path | None = None) -> tuple[str, ...]:
    """Return what themes there are, those of ``project`` too."""
    homes = [_ours("themes"), *([project / "themes"] if project else [])]
    found = {one.name for home in homes if home.is_dir() for one in home.iterdir()}
    return tuple(sorted(name for name in found if _NAME.fullmatch(name)))


def _folder(project: Path | None, name: str) -> Path:
    """Return where theme ``name`` lies: in ``project``, else with ours."""
    homes = [*([project / "themes"] if project else []), _ours("themes")]
    if _NAME.fullmatch(name):
        for home in homes:
            if (home / name).is_dir():
                return home / name
    known = ", ".join(names(project))
    raise BookError(UNKNOWN.at(Location("book.theme"), name=name, names=known))


def _look(file: Path) -> Look:
    """Return the numbers in ``file``, those of classique where it says none."""
    if not file.is_file():
        return CLASSIQUE
    try:
        given = tomllib.loads(_text(file))
        return replace(CLASSIQUE, **{key: _number(key, given[key]) for key in given})
    except ValueError as error:
        raise BookError(NOT_A_LOOK.at(Location(str(file)), reason=error)) from None


def _number(name: str, value: Any) -> Any:
    """Return ``value`` as the field ``name`` of a look is. Raises ``ValueError``."""
    known = {one.name: type(getattr(CLASSIQUE, one.name)) for one in fields(Look)}
    kind = known.get(name)
    if kind is None:
        raise ValueError(f"“{name}” is none of {', '.join(known)}")
    if kind is tuple and isinstance(value, list):
        return tuple(map(str, value))
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind or (kind in {int, float} and value <= 0):
        raise ValueError(f"“{name}” cannot be {value!r}")
    return value


def _ours(name: str) -> Path:
    """Return our folder ``name``: inside the package once installed, else beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def _read(templates: Path, styles: Path) -> Theme:
    return Theme(
        {name: _text(file) for name, file in _files(templates, TEMPLATES)},
        {name: _text(file) for name, file in _files(styles, STYLES)},
        {name: _bytes(file, FONT_LIMIT) for name, file in _files(styles / "fonts", FONTS)},
    )


def _files(folder: Path, endings: frozenset[str]) -> Iterator[tuple[str, Path]]:
    """Yield the files of ``folder`` with one of ``endings``, sorted by name."""
    root = folder.resolve()
    found = 0
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() not in endings:
            continue
        found += 1
        if found > FILE_LIMIT:
            raise BookError(TOO_MANY.at(Location(str(folder)), limit=FILE_LIMIT))
        if not file.resolve().is_relative_to(root):
            raise BookError(OUTSIDE.at(Location(str(file))))
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file


def _bytes(file: Path, limit: int) -> bytes:
    size = file.stat().st_size
    if size > limit:
        raise BookError(TOO_LARGE.at(Location(str(file)), size=size, limit=limit))
    return file.read_bytes()


def _text(file: Path) -> str:
    try:
        return _bytes(file, TEXT_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BookError(NOT_TEXT.at(Location(str(file)))) from None
