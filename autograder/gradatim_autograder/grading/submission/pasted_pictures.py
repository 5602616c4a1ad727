"""Whether a picture pasted into an answer is one, and not too large to be opened: told by its first bytes alone."""

import base64
import binascii
import re
import struct

from gradatim.text import N_

from gradatim_autograder.grading.submission.drawing import may_be_shown

KINDS = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MAX_TEXT = 12_000_000  # characters of one picture in base64
MAX_PIXELS = 120_000_000  # of the largest cameras

TOO_LARGE = N_("it is too large")
NOT_A_PICTURE = N_("it is no picture that browsers know, or it is damaged")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def picture(kind: str, text: str) -> tuple[str, str]:
    """A pasted picture in base64, or "" and why it cannot be shown."""
    if len(text) > MAX_TEXT:
        return "", TOO_LARGE
    if kind == "image/svg+xml" and text.lstrip()[:1] == "<":
        text = base64.b64encode(text.encode("utf-8", "replace")).decode()
    if not _BASE64.fullmatch(text):
        return "", NOT_A_PICTURE
    try:
        data = base64.b64decode(text)
        pixels = _pixels(kind, data)
    except (binascii.Error, struct.error, ValueError, IndexError):
        return "", NOT_A_PICTURE
    if pixels is None:
        return "", NOT_A_PICTURE
    return (text, "") if 0 < pixels <= MAX_PIXELS else ("", TOO_LARGE)


def _pixels(kind, data) -> int | None:
    """The pixels that the header states; None where it is none of the kind's."""
    if kind == "image/svg+xml":
        return _drawing(data)
    if kind == "image/png" and data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
        width, height = struct.unpack(">II", data[16:24])
    elif kind == "image/gif" and data[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", data[6:10])
    elif kind == "image/jpeg" and data[:3] == b"\xff\xd8\xff":
        return _jpeg(data)
    elif kind == "image/webp" and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        width, height = _webp(data)
    else:
        return None
    return width * height


def _jpeg(data):
    at = 2
    while True:
        if data[at] != 0xFF:
            return None
        mark = data[at + 1]
        if mark == 0xFF or 0xD0 <= mark <= 0xD7:
            at += 1 if mark == 0xFF else 2
            continue
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width * height
        at += 2 + max(2, struct.unpack(">H", data[at + 2 : at + 4])[0])


def _webp(data):
    if data[12:16] == b"VP8 ":
        return (side & 0x3FFF for side in struct.unpack("<HH", data[26:30]))
    if data[12:16] == b"VP8L":
        sides = struct.unpack("<I", data[21:25])[0]
        return (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1
    return (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))


def _drawing(data) -> int | None:
    """1 for a drawing that may be shown, too many pixels for one that may not."""
    may = may_be_shown(data)
    return None if may is None else 1 if may else MAX_PIXELS + 1
