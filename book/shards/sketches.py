"""What can be said of a shard by itself: the words' digests, and the shingles."""

from hashlib import blake2b
from pathlib import Path

import numpy as np

from book.dedupe.shingles import rolled
from book.dedupe.words import pile_of
from book.diagnostics import Report
from book.shards.files import get_articles, write


def sketch(number: int, folder: Path, report: Report) -> int:
    """Write of each article of shard ``number`` what ranks it, and its shingles."""
    places, articles = get_articles([folder / "articles" / f"{number}.parquet"])
    pile = pile_of(articles)
    owner, value = rolled(pile)
    order = np.lexsort((owner, value))
    owner, value = owner[order], value[order]
    fresh = np.ones(len(value), dtype=bool)
    fresh[1:] = (value[1:] != value[:-1]) | (owner[1:] != owner[:-1])
    owner, value = owner[fresh], value[fresh]
    titles = [[pile.vocabulary[n] for n in text.title] for text in pile.texts]
    global_place = np.array([places[text.place] for text in pile.texts], dtype=np.int64)
    write(
        folder / "texts" / f"{number}.parquet",
        {
            "place": global_place,
            "letters": [text.letters for text in pile.texts],
            "words": [len(text.words) for text in pile.texts],
            "digest": [text.digest for text in pile.texts],
            "day": [str(text.article.date or "9999-12-31") for text in pile.texts],
            "title": [text.article.title for text in pile.texts],
            "titled": [_number(" ".join(title)) for title in titles],
            "opening": [_number(title[0] if title else "") for title in titles],
            "shingles": np.bincount(owner, minlength=len(pile.texts)),
        },
    )
    write(
        folder / "shingles" / f"{number}.parquet",
        {"place": global_place[owner], "hash": value},
    )
    return number


def _number(words: str) -> int:
    """Return a number for ``words``, 0 for none."""
    if not words:
        return 0
    return int.from_bytes(blake2b(words.encode(), digest_size=7).digest(), "big") + 1
