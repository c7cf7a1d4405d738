"""Files that people of the stand-in send where nobody gives any: small, and whole of their kind."""

import struct
import zlib
from collections.abc import Iterator

_PIXELS = 96
_SECOND = 50
"""Packets of twenty milliseconds."""

_SILENCE = b"\xf8\xff\xfe"
"""Twenty milliseconds of it in Opus."""

_SAMPLES = 960
"""Of a packet, at 48 kHz."""

_FIRST, _LAST = 2, 4
"""Flags of pages in Ogg."""


def _picture() -> bytes:
    """A PNG: two colours, from corner to corner."""
    rows = b"".join(
        b"\0" + b"".join(b"\x2a\x7f\x8a" if x > y else b"\xf2\xb1\x34" for x in range(_PIXELS))
        for y in range(_PIXELS)
    )
    head = struct.pack(">IIBBBBB", _PIXELS, _PIXELS, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _voice() -> bytes:
    """A second of silence: Opus in Ogg (RFC 7845), as Telegram's voice messages are."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 7) + b"silence" + struct.pack("<I", 0)
    pages = (
        (_FIRST, 0, [head]),
        (0, 0, [tags]),
        (_LAST, _SECOND * _SAMPLES, [_SILENCE] * _SECOND),
    )
    return b"".join(_page(number, *page) for number, page in enumerate(pages))


def _page(number: int, flags: int, position: int, packets: list[bytes]) -> bytes:
    """A page of Ogg (RFC 3533), all of whose packets are shorter than 255 bytes."""
    lengths = bytes(map(len, packets))
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 1, number, 0)
    page = head + bytes([len(packets)]) + lengths + b"".join(packets)
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _checksum(page: bytes) -> int:
    """Ogg's: as CRC-32, but from the highest bit, and without turning anything around."""
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


DOCUMENT_NAME = "notizen.txt"
DOCUMENT = b"Notizen\n"
PICTURE = _picture()
VOICE = _voice()
STICKER = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
"""A WebP of one transparent pixel."""

_KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\x1aE\xdf\xa3": "audio/webm",
}


def media_type(content: bytes) -> str:
    """What a file is by how it begins; `application/octet-stream` where that says nothing."""
    return next(_types(content), "application/octet-stream")


def _types(content: bytes) -> Iterator[str]:
    return (kind for beginning, kind in _KINDS.items() if content.startswith(beginning))
