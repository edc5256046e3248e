"""What the tags of a PDF say, and whether they and the pages point at each other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from struct import unpack
from typing import Any

import pikepdf

BESIDE = -1  # the number for what stands outside the tags: artifacts, and what was forgotten
IDENTIFIER = re.compile(r" ID=(\S+)")
GLYPH = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
SHOWN = ("/Alt", "/ActualText", "/E", "/Lang", "/T", "/ID", "/A", "/C", "/NS")
Said = Mapping[int, str]
Sheets = Mapping[Any, "Sheet"]
Parents = Mapping[int, Any]
Held = Mapping[tuple[Any, Any], Any]  # (page, content) to the element that holds it


@dataclass(frozen=True, slots=True)
class Step:
    """An element on the way through the tree, or a leaf that hangs on it."""

    depth: int
    node: Any
    above: Any


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a document, read once.

    ``tree`` are the tags in their order, a line each, indented by depth: an element with
    its type and what it says of itself, marked content with its page and its text, an
    annotation with its page and its target. Numbers are not shown: two books may number
    alike things differently. ``beside`` is the text that has no number at all, ``faults``
    what is wrong between tags, parent tree and pages (ISO 32000-2, 14.7).
    """

    tree: list[str]
    beside: list[str]
    faults: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, the object, and the text of its marked contents."""

    n: int
    page: Any
    said: Said


def read(document: pikepdf.Pdf) -> Tags:
    sheets = {
        page.obj.objgen: Sheet(n, page.obj, spoken(page))
        for n, page in enumerate(document.pages, start=1)
    }
    steps = list(_walk(document))
    beside = (f"p. {s.n}: {text}" for s in sheets.values() if (text := s.said.get(BESIDE)))
    return Tags(
        tree=_named_alike([" " * step.depth + _line(step, sheets) for step in steps]),
        beside=list(beside),
        faults=list(_faults(document, steps, sheets)) if steps else [],
    )


def _named_alike(lines: list[str]) -> list[str]:
    """Return ``lines`` with identifiers that count them: how they are spelt says nothing."""
    names = [found[1] for line in lines if (found := IDENTIFIER.search(line))]
    counted = {name: f"#{n}" for n, name in enumerate(dict.fromkeys(names), start=1)}
    pattern = re.compile("|".join(map(re.escape, sorted(counted, key=len, reverse=True))))
    return [pattern.sub(lambda m: counted[m[0]], line) for line in lines] if names else lines


def spoken(page: Any) -> Said:
    """Return the text of each marked content of ``page`` by its number (MCID)."""
    found: dict[int, list[str]] = {}
    _read(page, page.Resources, [BESIDE], found)
    return {number: "".join(pieces) for number, pieces in found.items()}


def _read(stream: Any, resources: Any, marks: list[int], found: dict[int, list[str]]) -> None:
    letters: Mapping[int, str] = {}
    for instruction in pikepdf.parse_content_stream(stream):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties: Any = operands[1] if len(operands) > 1 else {}
                inside = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                marks = [*marks, int(properties["/MCID"]) if inside else marks[-1]]
                found.setdefault(marks[-1], [])
            case "EMC":
                marks = marks[:-1]
            case "Tf":
                letters = _letters(resources.Font[operands[0]])
            case "Tj" | "TJ":
                text = _decoded(operands[0], letters)
                found.setdefault(marks[-1], []).append(text)
            case "Do":
                drawn = resources.XObject[operands[0]]
                if drawn.get("/Subtype") == "/Form":
                    _read(drawn, drawn.get("/Resources", resources), marks, found)
                else:
                    found.setdefault(marks[-1], []).append("[image]")


def _decoded(shown: Any, letters: Mapping[int, str]) -> str:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = (bytes(s) for s in strings if isinstance(s, pikepdf.String))
    glyphs = chain.from_iterable(unpack(f">{len(code) // 2}H", code) for code in codes)
    return "".join(letters.get(glyph, "?") for glyph in glyphs)


_LETTERS: dict[bytes, Mapping[int, str]] = {}


def _letters(font: Any) -> Mapping[int, str]:
    """Return the text of each glyph, by the ToUnicode map of ``font``."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes()
    if table not in _LETTERS:
        inside = re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        _LETTERS[table] = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for part in inside
            for code, text in GLYPH.findall(part)
        }
    return _LETTERS[table]


def _walk(document: pikepdf.Pdf) -> Iterator[Step]:
    """Yield the elements and leaves of the tree in order, without recursion."""
    root = document.Root.get("/StructTreeRoot")
    steps = [Step(0, kid, root) for kid in reversed(_kids(root))]
    while steps:
        step = steps.pop()
        yield step
        if _is_element(step.node):
            kids = reversed(_kids(step.node))
            steps.extend(Step(step.depth + 1, kid, step.node) for kid in kids)


def _kids(node: Any) -> list[Any]:
    found = node.get("/K") if node is not None else None
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _is_element(node: Any) -> bool:
    return isinstance(node, pikepdf.Dictionary) and "/S" in node


def _line(step: Step, sheets: Sheets) -> str:
    if _is_element(step.node):
        shown = (f" {key[1:]}={plain(step.node[key])}" for key in SHOWN if key in step.node)
        return str(step.node.S)[1:] + "".join(shown)
    page, content = _leaf(step)
    sheet = sheets.get(page)
    where = f"p. {sheet.n if sheet else '?'}"
    if isinstance(content, int):
        return f"{where}: {sheet.said.get(content, '(nothing)') if sheet else '(nothing)'}"
    return f"{where}: link {target(step.node.Obj)}"


def target(annotation: Any) -> str:
    """Return what an annotation leads to: a name, a place or an address."""
    action = annotation.get("/A", {})
    found = annotation.get("/Dest", action.get("/D", action.get("/URI")))
    return "nothing" if found is None else plain(found)


def plain(value: Any) -> str:
    if isinstance(value, pikepdf.Dictionary):
        return "{" + " ".join(f"{k} {plain(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, pikepdf.Array):
        return "[" + " ".join(map(plain, value)) + "]"
    return str(value)


def _leaf(step: Step) -> tuple[Any, Any]:
    """Return the page (its object number) and the MCID or the annotation of a leaf."""
    node = step.node
    page = step.above.get("/Pg")
    if isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        number = int(node["/MCID"]) if "/MCID" in node else None
        found = number if number is not None else node.Obj.objgen
    else:
        found = int(node)
    return (page.objgen if page is not None else None), found


def _faults(document: pikepdf.Pdf, steps: list[Step], sheets: Sheets) -> Iterator[str]:
    elements = [step for step in steps if _is_element(step.node)]
    held = {_leaf(step): step.above.objgen for step in steps if not _is_element(step.node)}
    parents = dict(_entries(document.Root.StructTreeRoot.get("/ParentTree", {})))
    yield from _upward(elements)
    for sheet in sheets.values():
        yield from _marks_without_parent(sheet, parents, held)
        yield from _annotations_without_parent(sheet, parents, held)
    for page, content in held:
        if page not in sheets:
            yield "a tag holds content of a page that is not in the book"
        elif isinstance(content, int) and content not in sheets[page].said:
            yield f"p. {sheets[page].n}: a tag holds content {content}, which is not there"
    yield from _unused(sheets, parents)


def _entries(node: Any) -> Iterator[tuple[int, Any]]:
    """Yield the numbers of a number tree with what they name."""
    pairs = list(node.get("/Nums", []))
    yield from zip(map(int, pairs[::2]), pairs[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _entries(kid)


def _upward(elements: Iterable[Step]) -> Iterator[str]:
    seen = set()
    for step in elements:
        if step.node.objgen in seen:
            yield f"{step.node.S} stands in the tree twice"
        seen.add(step.node.objgen)
        if step.node.get("/P") is None or step.node.P.objgen != step.above.objgen:
            yield f"{step.node.S} does not point to the element that holds it"


def _marks_without_parent(sheet: Sheet, parents: Parents, held: Held) -> Iterator[str]:
    listed = parents.get(int(sheet.page.get("/StructParents", -1)))
    elements = list(listed) if isinstance(listed, pikepdf.Array) else []
    for mark in sorted(sheet.said.keys() - {BESIDE}):
        holder = held.get((sheet.page.objgen, mark))
        named = elements[mark] if mark < len(elements) else None
        if holder is None:
            yield f"p. {sheet.n}: “{sheet.said[mark]}” is in no tag"
        if (named.objgen if named is not None else None) != holder:
            yield f"p. {sheet.n}: the parent tree is wrong about “{sheet.said[mark]}”"
    if len(elements) > 1 + max(sheet.said, default=BESIDE):
        yield f"p. {sheet.n}: the parent tree lists content that is not there"


def _annotations_without_parent(sheet: Sheet, parents: Parents, held: Held) -> Iterator[str]:
    for annotation in sheet.page.get("/Annots", []):
        named = parents.get(int(annotation.get("/StructParent", -1)))
        holder = held.get((sheet.page.objgen, annotation.objgen))
        if named is None or holder is None or named.objgen != holder:
            yield f"p. {sheet.n}: the link to {target(annotation)} has not the parent it names"


def _unused(sheets: Sheets, parents: Parents) -> Iterator[str]:
    used: Counter[int] = Counter()
    for sheet in sheets.values():
        used[int(sheet.page.get("/StructParents", -1))] += 1
        used.update(int(a.get("/StructParent", -1)) for a in sheet.page.get("/Annots", []))
    for number in sorted(n for n, times in used.items() if times > 1 and n >= 0):
        yield f"the number {number} is used twice"
    if idle := parents.keys() - used.keys():
        yield f"the parent tree has {len(idle)} number(s) that nothing uses"
