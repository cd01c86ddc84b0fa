"""What a file is, by its first bytes: neither its name nor what the sender calls it is believed."""

import re

HEAD = 512  # bytes that are enough to tell
MP4, WEBM, CAPTIONS = "video/mp4", "video/webm", "text/vtt"
ENDINGS = {MP4: "mp4", WEBM: "webm", CAPTIONS: "vtt"}
FILMS = (MP4, WEBM)

_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
# Of ISO 14496-12 and what registers with it: films that browsers play, and no HEIC or AVIF.
_BRANDS = frozenset({
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41",
    b"mp42", b"avc1", b"M4V ",
})  # fmt: skip
_EBML, _DOCTYPE = b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm"
_WEBVTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")


def kind_of(head: bytes) -> str:
    """The media type of a file that begins so; empty for what we neither keep nor show.

    >>> kind_of(b"WEBVTT"), kind_of(b"<html>"), kind_of(b"GIF89a...")
    ('text/vtt', '', 'image/gif')
    """
    picture = next((kind for sign, kind in _PICTURES.items() if head.startswith(sign)), "")
    if picture:
        return picture
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if _is_mp4(head):
        return MP4
    if head.startswith(_EBML) and _DOCTYPE in head[:HEAD]:
        return WEBM
    return CAPTIONS if _WEBVTT.match(head) else ""


def _is_mp4(head: bytes) -> bool:
    """Its first box names the brands that it keeps to."""
    size = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or size < 16 or size % 4:
        return False
    brands = head[8:12] + head[16 : min(size, HEAD)]
    return any(brands[at : at + 4] in _BRANDS for at in range(0, len(brands), 4))
