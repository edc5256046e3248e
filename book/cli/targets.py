"""Where the finished files go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from book.model import Artifact, Edition

__all__ = ["EDITIONS", "Order", "Targets"]

EDITIONS = {"epub": Edition.EPUB, "pdf": Edition.PRINT}
FOLDER = "build"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of a book and where it goes; ``epoch`` dates it, if it is said."""

    targets: "Targets"
    epoch: datetime | None = None
    strict: bool = False
    one_document: bool = False
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Targets:
    """The files that were named, by kind, and the folder for everything else."""

    files: Mapping[str, Path]
    folder: Path | None
    kinds: tuple[str, ...]

    @classmethod
    def read(cls, outputs: Sequence[str], only: str | None) -> "Targets":
        """Understand the ``-o`` and ``-t`` options. Raises ``UsageError`` on nonsense."""
        files: dict[str, Path] = {}
        folder: Path | None = None if outputs else Path(FOLDER)
        for given in outputs:
            kind = Path(given).suffix.lower().removeprefix(".")
            if given.endswith("/") or kind not in EDITIONS:
                if folder not in (None, Path(given)):
                    raise click.UsageError(f"-o names two folders: {folder} and {given}")
                folder = Path(given)
            elif kind in files:
                raise click.UsageError(f"-o names two .{kind} files: {files[kind]} and {given}")
            elif Path(given).is_dir():
                raise click.UsageError(
                    f"-o {given} is a folder: give it a last slash to mean it"
                )
            else:
                files[kind] = Path(given)
        made = tuple(EDITIONS) if folder else tuple(kind for kind in EDITIONS if kind in files)
        if only and only not in made:
            raise click.UsageError(
                f"-t {only} and -o {' -o '.join(outputs)} contradict each other"
            )
        return cls(files, folder, (only,) if only else made)

    @property
    def editions(self) -> tuple[Edition, ...]:
        return tuple(EDITIONS[kind] for kind in self.kinds)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder that is written to, once."""
        named = [self.files[kind].parent for kind in self.kinds if kind in self.files]
        everything = [self.folder] if self.folder else []
        return tuple({folder.resolve(): folder for folder in [*everything, *named]}.values())

    def place(
        self, artifacts: Sequence[Artifact], account: bytes, slug: str
    ) -> dict[Path, bytes]:
        """Return the bytes by path: the books, and the account beside the first of them."""
        files = {self._path(made.kind, slug): made.data for made in artifacts}
        first = self.folder / slug if self.folder else next(iter(files)).with_suffix("")
        return files | {first.with_name(f"{first.name}.ledger.jsonl"): account}

    def _path(self, kind: str, slug: str) -> Path:
        if kind in self.files:
            return self.files[kind]
        return (self.folder or Path(FOLDER)) / f"{slug}.{kind}"
