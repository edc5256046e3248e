"""Whom a caption credits."""

import pytest

from book import xhtml
from book.render.kinds import mark_kinds


@pytest.mark.parametrize(
    ("caption", "credited"),
    [
        ("Le bac à l’aube. Photo : Odile Marsac", "Photo : Odile Marsac"),
        ("Le bac à l’aube (photo\u00a0: Odile Marsac)", "photo\u00a0: Odile Marsac)"),
        ("Le bac – © Odile Marsac, 2014.", "© Odile Marsac, 2014."),
        ("© Odile Marsac", "© Odile Marsac"),
        ("<em>Le bac</em>, à l’aube. Dessin : Malo", "Dessin : Malo"),
        ("<p>Le bac. Foto: Malo</p>", "Foto: Malo"),
        ("Une photo : le bac. Et la rive.", None),
        ("Le bac et son photographe", None),
        ("", None),
    ],
)
def test_a_credit_at_the_end_of_a_caption_is_marked(caption: str, credited: str | None) -> None:
    body, _ = xhtml.sanitised(
        f"<p>Bonjour.</p><figure><figcaption>{caption}</figcaption></figure>"
    )
    words = xhtml.text(body)
    mark_kinds(body)

    marked = [xhtml.text(e) for e in body.iter("span") if e.get("class") == "credit"]
    assert marked == ([] if credited is None else [credited])
    assert xhtml.text(body) == words
