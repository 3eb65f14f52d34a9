"""From which share of odd bytes on a text is in another encoding, or no text at all."""

from __future__ import annotations

import pytest

from pipeline.ingest.binary import MAGIC, looks_binary
from pipeline.ingest.encoding import decode, decode_as
from pipeline.ingest.wide_encodings import SAMPLE, split_bom, wide_encoding

CYRILLIC, SMILE = "\u0430", "\U0001f600"


def spread(n: int, inner: str, n_inner: int, outer: str = "a") -> str:
    """A text of n characters in which `n_inner` others are spread evenly."""
    places = {at * n // n_inner for at in range(n_inner)}
    return "".join(inner if at in places else outer for at in range(n))


@pytest.mark.parametrize(
    ("n", "n_undefined", "is_text"),
    [(2, 1, True), (1, 1, False), (100, 1, True), (199, 2, False), (200, 2, True), (300, 3, True), (300, 4, False)],
)
def test_one_character_in_a_hundred_may_be_undefined(n: int, n_undefined: int, is_text: bool) -> None:
    """One is always forgiven, unless it is all there is."""
    data = b"\x81" * n_undefined + b"a" * (n - n_undefined)
    assert (decode_as(data, "cp1252") is not None) == is_text


@pytest.mark.parametrize(("n_controls", "is_binary"), [(0, False), (5, False), (6, True)])
def test_control_characters_of_a_text(n_controls: int, is_binary: bool) -> None:
    """Up to five of a hundred; tabs, line ends, form feeds and escapes are none."""
    assert looks_binary(b"\x01" * n_controls + b"a" * (100 - n_controls)) == is_binary
    assert looks_binary(b"\x7f" * n_controls + b"a" * (100 - n_controls)) == is_binary
    assert not looks_binary(b"\t\n\v\f\r\x1b" * 9)


@pytest.mark.parametrize("signature", MAGIC)
def test_signatures(signature: bytes) -> None:
    """What begins like another format is no text, whatever follows; what has it further on may be one."""
    assert looks_binary(signature + b" and words, and words, and words")
    assert not looks_binary(b"Words, and then " + signature + b" and words, and words, and words, and words, and words")


def test_all_signatures_are_known() -> None:
    """PDF, ZIP, gzip, Zstandard, bzip2, xz, 7z, PNG, JPEG, GIF, ELF, old Office, Parquet."""
    assert len(set(MAGIC)) == len(MAGIC) == 13


def test_only_the_beginning_is_looked_at() -> None:
    """64 KB decide, no more and no less."""
    assert SAMPLE == 65_536
    assert not looks_binary(b"a" * SAMPLE + b"\x01" * SAMPLE)
    assert looks_binary(b"a" * 60_000 + b"\x01" * 5_536)


def test_zeros_at_the_end_are_left_by_a_crash() -> None:
    """A text before them is a text; nothing before them is none."""
    assert not looks_binary(b"The quay is let." + bytes(1000))
    assert looks_binary(bytes(1000))
    assert not looks_binary(b"")


@pytest.mark.parametrize(("n_ascii", "is_wide"), [(29, False), (31, True), (100, True)])
def test_utf_16_without_a_mark_is_told_by_its_zeros(n_ascii: int, is_wide: bool) -> None:
    """More than three of ten characters in ASCII, their zeros on one side."""
    text = spread(100, "a", n_ascii, CYRILLIC)
    assert wide_encoding(text.encode("utf-16-le")) == ("utf-16-le" if is_wide else None)
    assert wide_encoding(text.encode("utf-16-be")) == ("utf-16-be" if is_wide else None)
    assert (decode(text.encode("utf-16-be")) == text) == is_wide


@pytest.mark.parametrize(("n_odd", "is_wide"), [(0, True), (9, True), (10, False), (250, False)])
def test_zeros_on_the_other_side_are_few(n_odd: int, is_wide: bool) -> None:
    """Less than one in fifty: letters whose number ends in 00, as `Ā` does, are rare in any text."""
    text = spread(500, "\u0100", n_odd) if n_odd else "a" * 500
    assert wide_encoding(text.encode("utf-16-le")) == ("utf-16-le" if is_wide else None)
    assert wide_encoding(text.encode("utf-16-be")) == ("utf-16-be" if is_wide else None)


@pytest.mark.parametrize(("n_beyond", "is_wide"), [(0, True), (9, True), (10, False)])
def test_utf_32_without_a_mark_is_told_by_its_zeros(n_beyond: int, is_wide: bool) -> None:
    """More than nine of ten characters below U+10000."""
    text = spread(100, SMILE, n_beyond) if n_beyond else "a" * 100
    assert wide_encoding(text.encode("utf-32-le")) == ("utf-32-le" if is_wide else None)
    assert wide_encoding(text.encode("utf-32-be")) == ("utf-32-be" if is_wide else None)


@pytest.mark.parametrize(("data", "found"), [(b"a\0b\0c\0", None), (b"a\0b\0c\0d\0", "utf-16-le"), (b"a" * 9, None)])
def test_a_text_of_few_bytes_is_not_guessed_at(data: bytes, found: str | None) -> None:
    """Eight bytes are needed, and a zero among them."""
    assert wide_encoding(data) == found


@pytest.mark.parametrize(
    ("mark", "encoding", "n_dropped"),
    [
        (b"\xef\xbb\xbf", "utf-8", 3),
        (b"\xff\xfe\0\0", "utf-32", 0),
        (b"\0\0\xfe\xff", "utf-32", 0),
        (b"\xff\xfe", "utf-16", 0),
        (b"\xfe\xff", "utf-16", 0),
        (b"\xef\xbb", None, 0),
    ],
)
def test_byte_order_marks(mark: bytes, encoding: str | None, n_dropped: int) -> None:
    """That of UTF-32 begins as that of UTF-16 does; UTF-8 needs its own taken away, the others read theirs."""
    data = mark + b"a\0b\0"
    assert split_bom(data) == (encoding, data[n_dropped:])


@pytest.mark.parametrize(
    ("strays", "text"), [(b"\xe9 \x92", "déjà é ’"), (b"\xe9 \x92 \xe9", None), (b"\xe9 \xe2\x80", "déjà é \ufffd")]
)
def test_stray_bytes_in_utf_8_may_not_outnumber_its_own(strays: bytes, text: str | None) -> None:
    """Two characters of several bytes allow two strays, one of them cut off; with three the whole is not UTF-8."""
    found = decode("déjà ".encode() + strays)
    assert found == text if text else "déjà" not in (found or "")
