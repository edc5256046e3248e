"""What is read of what is given, and what is said of the rest."""

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from book import sources
from book.diagnostics import BookError, Diagnostic
from book.model import Article, Format, Origin, Resource, Source
from book.sources.decoding import decode

FRENCH = "Où va l’été ? À la mer, bien sûr : c’est là qu’il naît — et qu’il s’achève…\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str | bytes = "Salt.\n") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)


def collected(*paths: str) -> tuple[list[Source], list[str]]:
    said: list[Diagnostic] = []
    try:
        found = sources.collect(paths, said.append)
    except BookError as error:
        found = ()
        said.append(error.diagnostic)
    return list(found), [f"{d.location}: {d.code} {d.message}" for d in said]


def names(*paths: str) -> list[str]:
    found, said = collected(*paths)
    assert said == []
    return [source.name for source in found]


def test_files_come_in_the_order_given_each_once_under_the_name_given(here: Path) -> None:
    write("b.txt")
    write("a.txt")

    assert names("./b.txt", "a.txt", "b.txt", str(here / "a.txt")) == ["b.txt", "a.txt"]


def test_a_folder_is_read_to_its_depth_by_name_numbers_as_numbers(here: Path) -> None:
    for name in ("page-10.txt", "page-2.md", "deep/er/x.HTML", "picture.png", ".hidden.txt"):
        write(f"dumps/{name}")
    write("dumps/.git/config.txt")

    assert names("dumps") == ["dumps/deep/er/x.HTML", "dumps/page-2.md", "dumps/page-10.txt"]


def test_a_pattern_may_cross_folders(here: Path) -> None:
    write("posts/2014/a.md")
    write("posts/b.md")

    assert names("posts/**/*.md") == ["posts/2014/a.md", "posts/b.md"]
    assert names("posts/*.md") == ["posts/b.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(here: Path) -> None:
    write("a[1].txt")

    assert names("a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.txt", "Salt.", Format.TEXT),
        ("a.md", "Salt.", Format.MARKDOWN),
        ("a.HTM", "Salt.", Format.HTML),
        ("a.txt", "\n<!DOCTYPE html><p>Salt.", Format.HTML),
        ("a", "<html lang='en'>Salt.", Format.HTML),
        ("a.txt", "---\ntitle: Salt\n---\nWater.\n", Format.MARKDOWN),
        ("a.txt", "---\nSalt.\n---\nWater.\n", Format.TEXT),
        ("a.txt", "I wrote <html> once.", Format.TEXT),
    ],
)
def test_the_ending_tells_the_format_else_the_first_lines(
    here: Path, name: str, text: str, format_: Format
) -> None:
    write(name, text)

    assert collected(name)[0][0].format is format_


def test_one_bad_file_does_not_stop_the_others(here: Path) -> None:
    write("good.txt")
    write("empty.txt", " \n\u00a0\n")
    write("picture.txt", b"\x89PNG\r\n\x1a\nxxx")
    write("nul.txt", b"salt\0water")
    write("book.txt", b"PK\x03\x04xxx")
    write("nothing/readme.rst")

    given_ = "gud.txt *.rst empty.txt picture.txt nul.txt book.txt nothing good.txt"
    found, said = collected(*given_.split())

    assert [source.name for source in found] == ["good.txt"]
    assert said == [
        "gud.txt: S104 there is no such file or folder",
        "*.rst: S105 the pattern matches no file",
        "empty.txt: S103 the file is empty",
        "picture.txt: S113 this is a PNG image, not text",
        "nul.txt: S113 this is a binary file, not text",
        "book.txt: S113 this is a ZIP archive (an EPUB or a DOCX is one), not text",
        "nothing: S106 the folder holds no source",
    ]


def test_a_misspelt_name_gets_a_suggestion(here: Path) -> None:
    write("dumps/page-1.txt")
    said: list[Diagnostic] = []

    with pytest.raises(BookError):
        sources.collect(["dumps/pgae-1.txt"], said.append)

    assert said[0].hint is not None
    assert said[0].hint.endswith("did you mean “dumps/page-1.txt”?")


def test_nothing_given_and_nothing_left_are_errors(here: Path) -> None:
    write("empty.txt", "")

    assert collected()[1] == ["florilege: S101 no source is given"]
    assert collected("empty.txt")[1] == [
        "empty.txt: S103 the file is empty",
        "empty.txt: S102 none of the sources given can be read",
    ]


def test_a_stray_nul_does_not_make_a_text_binary(here: Path) -> None:
    write("torn.txt", b"Le vent souffle.\0\n" + b"salt water " * 20)

    assert names("torn.txt") == ["torn.txt"]


def test_one_accented_letter_is_western(here: Path) -> None:
    write("short.txt", b"H\xe9\n")

    assert collected("short.txt")[0][0].text == "H\u00e9\n"


def test_as_many_good_letters_as_stray_bytes_make_utf8(here: Path) -> None:
    write("glued.txt", "été, là\n".encode() + b"\xff\xfe \xc3\n")

    found, said = collected("glued.txt")

    assert found[0].text.startswith("été, là")
    assert said == ["glued.txt:2: S112 stray bytes in UTF-8 (3), read as Windows-1252"]


def test_links_that_lead_out_of_a_folder_are_not_followed(here: Path) -> None:
    write("secret.txt")
    write("dumps/a.txt")
    Path("dumps/leak.txt").symlink_to("../secret.txt")
    Path("dumps/up").symlink_to("..")
    Path("dumps/same.txt").symlink_to("a.txt")

    found, said = collected("dumps")

    assert [source.name for source in found] == ["dumps/a.txt"]
    assert said == [
        "dumps/leak.txt: S109 the link leads out of the folder “dumps” and is not followed",
        "dumps/up: S109 the link leads out of the folder “dumps” and is not followed",
    ]
    assert names("dumps/leak.txt") == ["dumps/leak.txt"]


def test_devices_and_huge_files_are_not_read(here: Path) -> None:
    write("good.txt")
    with Path("huge.txt").open("wb") as file:
        file.truncate(70 * 2**20)

    assert collected("/dev/zero", "huge.txt", "good.txt")[1] == [
        "/dev/zero: S110 this is neither a file nor a folder",
        "huge.txt: S108 the file has 70 MB, and 64 MB is the most that is read",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_one_may_not_read_is_said(here: Path) -> None:
    write("good.txt")
    write("mine.txt")
    Path("mine.txt").chmod(0)

    assert collected("mine.txt", "good.txt")[1] == [
        "mine.txt: S107 the file cannot be read: Permission denied"
    ]


@pytest.mark.parametrize(
    ("text", "written", "read_as"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8"),
        (FRENCH, "utf-16", "utf-16-le"),
        (FRENCH, "utf-16-be", "utf-16-be"),
        (FRENCH, "utf-16-le", "utf-16-le"),
        (FRENCH, "cp1252", "cp1252"),
        ("El niño comió piñas en Cádiz.\n", "latin-1", "cp1252"),
        (
            "Широкая страна моя родная, много в ней лесов, полей и рек.\n" * 5,
            "cp1251",
            "cp1251",
        ),
        ('<meta charset="iso-8859-2">Zażółć gęślą jaźń', "iso-8859-2", "iso8859-2"),
    ],
)
def test_encodings_are_found_out_and_said(text: str, written: str, read_as: str) -> None:
    said: list[Diagnostic] = []
    decoded = decode(text.encode(written), "a.txt", said.append)

    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, read_as)
    expected = [] if read_as == "utf-8" else [("S111", f"read as {read_as}")]
    assert [(d.code, d.message) for d in said] == expected


def test_a_stray_byte_in_utf_8_is_said_with_its_line() -> None:
    said: list[Diagnostic] = []
    decoded = decode((FRENCH * 3).encode() + b"\x93 stray \x94\n", "a.txt", said.append)

    assert decoded is not None
    assert decoded.text == FRENCH * 3 + "“ stray ”\n"
    assert [(d.code, str(d.location)) for d in said] == [("S112", "a.txt:4")]


@given(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])))
def test_utf_8_comes_back_as_it_was_with_any_line_ends(text: str) -> None:
    data = text.replace("\n", "\r\n").encode()
    said: list[Diagnostic] = []
    decoded = decode(data, "a.txt", said.append)

    if decoded is not None:
        assert decoded.text == text.removeprefix("\ufeff")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_said_not_to_be(data: bytes) -> None:
    said: list[Diagnostic] = []

    assert decode(data, "a.txt", said.append) is not None or said


# --- pictures ---------------------------------------------------------------------------


def png(width: int = 2, height: int = 2) -> bytes:
    out = BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def illustrated(body: str, root: str = ".") -> tuple[str, tuple[Resource, ...], list[str]]:
    said: list[Diagnostic] = []
    article = Article("a", "Tides", "tides", body, Origin("posts/a.md", 1, 9, 1))
    (found,), resources = sources.illustrate([article], Path(root), said.append)
    return found.body, resources, [f"{d.location}: {d.code} {d.message}" for d in said]


def test_a_picture_beside_the_article_becomes_a_resource(here: Path) -> None:
    write("posts/img/wet wall.png", png())

    body, resources, said = illustrated(
        '<figure><img src="img/wet%20wall.png?x=1" alt="A wall" width="9"/></figure>'
        '<p><img src="img/wet%20wall.png" alt="Again"/></p>'
    )

    assert body == (
        '<figure><img src="images/tides-1.png" alt="A wall"/></figure>'
        '<p><img src="images/tides-1.png" alt="Again"/></p>'
    )
    assert [(r.href, r.media_type) for r in resources] == [("images/tides-1.png", "image/png")]
    assert said == []


def test_a_picture_in_a_data_address_becomes_a_resource(here: Path) -> None:
    address = "data:image/gif;base64," + b64encode(png()).decode()
    body, resources, said = illustrated(f'<p><img src="{address}" alt=""/></p>')

    assert body == '<p><img src="images/tides-1.png" alt=""/></p>'
    assert resources[0].data == png()
    assert said == []


OUTSIDE = "it lies outside the project and the article's folder"
BROKEN = "it is broken, or neither PNG, JPEG, GIF nor WebP"


@pytest.mark.parametrize(
    ("address", "code", "why"),
    [
        ("http://127.0.0.1/x.png", "S121", "no network is read"),
        ("//example.org/x.png", "S121", "no network is read"),
        ("file:///etc/passwd", "S121", "only files beside the article are read"),
        ("../../secret.png", "S121", OUTSIDE),
        ("/proc/self/environ", "S121", OUTSIDE),
        ("leak.png", "S121", OUTSIDE),
        ("a.svg", "S123", "it is an SVG, which may hold scripts"),
        ("broken.png", "S123", BROKEN),
        ("bomb.png", "S123", "it has 8000 × 8000 pixels"),
        ("data:image/png;base64,!!", "S123", "its base64 is broken"),
        ("data:text/html,<p>x", "S123", BROKEN),
    ],
    ids=lambda value: value[:24],
)
def test_a_picture_from_elsewhere_is_refused_and_described(
    here: Path, address: str, code: str, why: str
) -> None:
    write("book/posts/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    write("book/posts/broken.png", png()[:40])
    write("book/posts/bomb.png", png(8000, 8000))
    write("secret.png", png())
    Path("book/posts/leak.png").symlink_to(here / "secret.png")
    os.chdir("book")

    markup = f'<p>See <img src="{address.replace("<", "&lt;")}" alt="the wall"/> here.</p>'
    body, resources, found = illustrated(markup)

    assert body == "<p>See the wall here.</p>"
    assert resources == ()
    message = (
        f"refused: {address}" if code == "S121" else f"the picture “{address}” cannot be used"
    )
    assert found == [f"posts/a.md:1: {code} {message}: {why}"]


@pytest.mark.parametrize("address", ["gone.png", "", "?x"])
def test_a_picture_that_is_not_there_is_described(here: Path, address: str) -> None:
    body, _, found = illustrated(f'<p>See <img src="{address}" alt="the wall"/>.</p>')

    assert body == "<p>See the wall.</p>"
    assert found == [f"posts/a.md:1: S122 there is no picture “{address}”"]


def test_a_figure_without_its_picture_is_a_caption(here: Path) -> None:
    body, _, _ = illustrated(
        '<figure><img src="x.png" alt="A wall"/><figcaption>The <b>wet</b> line</figcaption>'
        '</figure><figure><img src="y.png" alt="A light"/></figure><p><img src="z.png"/></p>'
    )

    assert body == (
        '<p class="caption">A wall</p><p class="caption">The <b>wet</b> line</p>'
        '<p class="caption">A light</p>'
    )


def test_pictures_without_a_description_are_counted(here: Path) -> None:
    write("posts/a.png", png())
    write("posts/b.png", png(3))

    body, _, said = illustrated('<p><img src="a.png"/><img src="b.png"/></p>')

    assert (
        body
        == '<p><img src="images/tides-1.png" alt=""/><img src="images/tides-2.png" alt=""/></p>'
    )
    assert said == ["posts/a.md:1: S124 no description: a.png, b.png"]
