"""What a PDF says of itself, twice and in the same words: its Info, and its XMP packet."""

from collections.abc import Mapping
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from book.bind.pdf.finish import Finish

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "x": "adobe:ns:meta/",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
for prefix, address in NAMESPACES.items():
    register_namespace(prefix, address)

OPENS = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
CLOSES = b'\n<?xpacket end="r"?>'

# ISO 19005-2, 6.6.2.3: a schema that PDF/A does not know is explained where it is used.
UA = {
    "schema": "PDF/UA Universal Accessibility Schema",
    "namespaceURI": NAMESPACES["pdfuaid"],
    "prefix": "pdfuaid",
}
UA_PART = {
    "name": "part",
    "valueType": "Integer",
    "category": "internal",
    "description": "Indicates which part of ISO 14289 the file follows",
}


def dates(finish: Finish) -> Mapping[str, str]:
    """Return the dates of the Info dictionary (ISO 32000-1, 7.9.4), if there are any."""
    if finish.dated is None:
        return {}
    stamp = _utc(finish.dated).strftime("D:%Y%m%d%H%M%S+00'00'")
    return {"CreationDate": stamp, "ModDate": stamp}


def packet(facts: Mapping[str, str], language: str, finish: Finish) -> bytes:
    """Return the XMP packet that says what ``facts``, the Info dictionary, says."""
    meta = Element(_name("x:xmpmeta"))
    rdf = SubElement(meta, _name("rdf:RDF"))
    about = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    _within(about, "dc:title", "rdf:Alt", facts.get("Title", ""), "x-default")
    _within(about, "dc:description", "rdf:Alt", facts.get("Subject", ""), "x-default")
    _within(about, "dc:creator", "rdf:Seq", facts.get("Author", ""))
    _within(about, "dc:language", "rdf:Bag", language)
    for name, fact in (
        ("pdf:Producer", facts.get("Producer")),
        ("pdf:Keywords", facts.get("Keywords")),
        ("xmp:CreatorTool", facts.get("Creator")),
    ):
        if fact:
            SubElement(about, _name(name)).text = fact
    if finish.dated is not None:
        for name in ("xmp:CreateDate", "xmp:ModifyDate"):
            SubElement(
                about, _name(name)
            ).text = f"{_utc(finish.dated):%Y-%m-%dT%H:%M:%S+00:00}"
    if finish.tagged:
        SubElement(about, _name("pdfuaid:part")).text = "1"
    if finish.kind == "archive":
        SubElement(about, _name("pdfaid:part")).text = "3" if finish.attached else "2"
        SubElement(about, _name("pdfaid:conformance")).text = "A"
        _explain(SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""}))
    return OPENS + tostring(meta, encoding="unicode").encode() + CLOSES


def _explain(about: Element) -> None:
    schemas = SubElement(about, _name("pdfaExtension:schemas"))
    schema = _resource(SubElement(schemas, _name("rdf:Bag")))
    for name, text in UA.items():
        SubElement(schema, _name(f"pdfaSchema:{name}")).text = text
    properties = SubElement(schema, _name("pdfaSchema:property"))
    part = _resource(SubElement(properties, _name("rdf:Seq")))
    for name, text in UA_PART.items():
        SubElement(part, _name(f"pdfaProperty:{name}")).text = text


def _resource(holder: Element) -> Element:
    return SubElement(holder, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})


def _within(about: Element, name: str, kind: str, text: str, language: str = "") -> None:
    if text:
        one = SubElement(SubElement(about, _name(name)), _name(kind))
        said = {_name("xml:lang"): language} if language else {}
        SubElement(one, _name("rdf:li"), said).text = text


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment
