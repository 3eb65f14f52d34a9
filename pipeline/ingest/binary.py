"""Whether bytes are a text at all."""

from __future__ import annotations

from pipeline.ingest.wide_encodings import SAMPLE, split_bom, wide_encoding

MAX_CONTROL_SHARE = 0.05  # of bytes; random bytes have 0.105
MAGIC = (
    *(b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"PAR1"),
)

_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"


def looks_binary(data: bytes) -> bool:
    """Whether the first 64 KB are no text: a signature of another format, or over 5 % control characters."""
    head = data[:SAMPLE]
    if not head or head.startswith(MAGIC):
        return bool(head)
    if split_bom(head[:4])[0] not in (None, "utf-8") or wide_encoding(head):
        return False
    head = head.rstrip(b"\0")  # a crash leaves such ends
    return not head or len(head) - len(head.translate(None, _CONTROL)) > MAX_CONTROL_SHARE * len(head)
