"""The ICC profile of sRGB, made from the numbers of IEC 61966-2-1.

It is written in version 2 of the format (ICC.1:2001-04), which every reader of PDF/A knows;
made here, it has the same bytes everywhere and no licence but ours.
"""

from struct import pack

STEPS = 1024
WHITE = (0.9505, 1.0, 1.0891)  # D65
# The primaries as XYZ, brought to D50 as the format asks (Bradford).
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
D50 = (0.9642, 1.0, 0.8249)
NAME = b"sRGB IEC61966-2.1"
RIGHTS = b"No copyright, use freely"


def profile() -> bytes:
    """Return the profile."""
    curve = b"curv\0\0\0\0" + pack(">I", STEPS) + b"".join(map(_level, range(STEPS)))
    described = b"desc\0\0\0\0" + pack(">I", len(NAME) + 1) + NAME + b"\0" * (1 + 12 + 67)
    tags = [
        (b"desc", described),
        (b"cprt", b"text\0\0\0\0" + RIGHTS + b"\0"),
        (b"wtpt", _xyz(WHITE)),
        *((name, _xyz(value)) for name, value in PRIMARIES.items()),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    return _assembled(tags)


def _assembled(tags: list[tuple[bytes, bytes]]) -> bytes:
    """Return header, table and data; equal data stands there once."""
    place = 128 + 4 + 12 * len(tags)
    table, body, places = pack(">I", len(tags)), b"", dict[bytes, int]()
    for name, data in tags:
        if data not in places:
            places[data] = place + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += name + pack(">II", places[data], len(data))
    header = (
        pack(">I4sI4s4s4s", place + len(body), b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
        + pack(">6H", 2000, 1, 1, 0, 0, 0)
        + b"acsp"
        + b"\0" * 28
        + b"".join(_fixed(value) for value in D50)
    )
    return header.ljust(128, b"\0") + table + body


def _level(step: int) -> bytes:
    value = step / (STEPS - 1)
    linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return pack(">H", round(linear * 65535))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, value))


def _fixed(value: float) -> bytes:
    return pack(">i", round(value * 65536))
