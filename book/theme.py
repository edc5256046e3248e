"""What a book looks like: templates, styles and typefaces, as values.

A theme is a folder of plain files. Ours lies in the package (in ``templates/`` and
``styles/`` of a checkout); a project overrides it file by file with folders of the
same names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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

TEMPLATES = frozenset({".xhtml", ".ncx", ".toml"})
STYLES = frozenset({".css"})
FONTS = frozenset({".ttf", ".otf", ".woff", ".woff2"})

TEXT_LIMIT = 512 * 1024
FONT_LIMIT = 16 * 1024 * 1024
FILE_LIMIT = 200

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Theme:
    """Files by name, relative to their folder and with ``/``.

    ``templates["chapter.xhtml"]``, ``styles["print.css"]``, and the typefaces of
    ``styles/fonts`` as ``fonts["EBGaramond-Regular.ttf"]``.
    """

    templates: Mapping[str, str]
    styles: Mapping[str, str]
    fonts: Mapping[str, bytes]


def load(project: Path | None = None) -> Theme:
    """Read our theme and, over it, what ``project`` overrides.

    Raises ``BookError`` for a file that is not to be read: too large, not text, or a link
    out of its folder.
    """
    theme = _read(_ours("templates"), _ours("styles"))
    if project is None:
        return theme
    own = _read(project / "templates", project / "styles")
    return Theme(
        {**theme.templates, **own.templates},
        {**theme.styles, **own.styles},
        {**theme.fonts, **own.fonts},
    )


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
