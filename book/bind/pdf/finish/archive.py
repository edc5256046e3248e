"""What the catalog of a finished PDF says beyond its pages: intents, metadata, attachments."""

from collections.abc import Mapping
from hashlib import md5
from zlib import compress

from book.bind.pdf.finish import Finish, facts, srgb
from book.bind.pdf.writer import LEVEL, Writer, dictionary, encoded, listed, reference, string
from book.model import Resource

PRESS_CONDITION = "FOGRA52"  # uncoated paper, ISO 12647-2:2013: what books are printed on
REGISTRY = "http://www.color.org"


def entries(
    writer: Writer, said: Mapping[str, str], language: str, finish: Finish
) -> dict[str, bytes]:
    """Write what the catalog refers to; return its entries. ``said`` is the Info dictionary."""
    packet = facts.packet(said, language, finish)
    head = b"<</Type /Metadata/Subtype /XML>>"
    found = {} if finish.kind == "press" else {
        "Metadata": reference(writer.add_stream(head, packet))
    }  # fmt: skip
    if finish.kind == "reading":
        return found
    found["OutputIntents"] = listed([reference(writer.add(_intent(writer, finish)))])
    if finish.attached:
        files = [(one, writer.add(_file(writer, one, said))) for one in _sorted(finish)]
        found["AF"] = listed([reference(number) for _, number in files])
        names = [
            part for one, number in files for part in (string(one.href), reference(number))
        ]
        found["Names"] = dictionary({"EmbeddedFiles": dictionary({"Names": listed(names)})})
    return found


def joined(catalog: Mapping[str, bytes], more: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the entries of both; their name dictionaries (7.7.4) become one."""
    found = {**catalog, **more}
    if "Names" in catalog and "Names" in more:
        found["Names"] = catalog["Names"][:-2] + more["Names"][2:]
    return found


def _intent(writer: Writer, finish: Finish) -> bytes:
    """Return for which condition colours are meant (14.11.5): a screen, or a press."""
    inner = {"Type": b"/OutputIntent"}
    if finish.kind == "archive":
        inner |= {
            "S": b"/GTS_PDFA1",
            "OutputConditionIdentifier": string("sRGB"),
            "Info": string("sRGB IEC61966-2.1"),
            "DestOutputProfile": _profile(writer, srgb.profile(), 3),
        }
        return dictionary(inner)
    inner["S"] = b"/GTS_PDFX"
    if finish.inks.profile:
        inner |= {
            "OutputConditionIdentifier": string("Custom"),
            "Info": string("The CMYK profile named for this book"),
            "DestOutputProfile": _profile(writer, finish.inks.profile, 4),
        }
    else:
        inner |= {
            "OutputConditionIdentifier": string(PRESS_CONDITION),
            "RegistryName": string(REGISTRY),
            "Info": string("Uncoated paper, black alone"),
        }
    return dictionary(inner)


def _profile(writer: Writer, data: bytes, colours: int) -> bytes:
    head = b"<</N %d/Filter /FlateDecode>>" % colours
    return reference(writer.add_stream(head, compress(data, LEVEL)))


def _file(writer: Writer, one: Resource, said: Mapping[str, str]) -> bytes:
    """Write ``one`` and return its file specification (7.11.3), a source of the book."""
    kind = one.media_type.replace("/", "#2F").encode()
    params = {
        "Size": b"%d" % len(one.data),
        "CheckSum": b"<%b>" % md5(one.data, usedforsecurity=False).hexdigest().encode(),
    }
    if "ModDate" in said:
        params["ModDate"] = string(said["ModDate"])
    head = {
        "Type": b"/EmbeddedFile",
        "Subtype": b"/" + kind,
        "Params": dictionary(params),
        "Filter": b"/FlateDecode",
    }
    number = writer.add_stream(dictionary(head), compress(one.data, LEVEL))
    return dictionary(
        {
            "Type": b"/Filespec",
            "F": string(one.href),
            "UF": string(one.href),
            "AFRelationship": b"/Source",
            "EF": dictionary({"F": reference(number), "UF": reference(number)}),
            "Desc": string("A source of this book"),
        }
    )


def _sorted(finish: Finish) -> list[Resource]:
    return sorted(finish.attached, key=lambda one: encoded(one.href))
