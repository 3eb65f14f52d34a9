"""Laws of decoding."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.encoding import decode

RUSSIAN = "Мэр города сообщил журналистам, что мост снова откроют в июне. "
JAPANESE = "市長は月曜日に橋を閉鎖すると発表した。"
FRENCH = "Le maire a déclaré que le pont rouvrirait en été, « peut-être ». L’hôtel est fermé – déjà.\r\n"


@given(st.text())
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """Any text in UTF-8 is decoded to itself, white space and line ends included, but for a byte order mark."""
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_dropped(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 with a byte order mark are read by it, and it is no part of the text."""
    data = FRENCH.encode(encoding)
    assert decode(data) == FRENCH
    assert not looks_binary(data)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("café", "cp1252"),
        (RUSSIAN * 3, "cp1251"),
        (RUSSIAN * 3, "koi8_r"),
        (JAPANESE * 4, "shift_jis"),
        (JAPANESE * 4, "euc_jp"),
        ("市长周一宣布大桥将关闭。" * 4, "gb18030"),
    ],
)
def test_other_encodings_are_told(text: str, encoding: str) -> None:
    """Western European text is cp1252; texts of other scripts are recognised by their letters."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    [
        "Der Bürgermeister hört zu. Für die Brücke fehlt Geld.",
        "Le maire a déclaré que la réunion était reportée.",
        "O prefeito disse que a ponte não será aberta; a construção é cara.",
        "Borgmesteren sagde, at broen må åbnes før påske.",
    ],
)
def test_old_encodings_of_western_europe(text: str, encoding: str) -> None:
    """Those of Macs and of DOS have the same letters at other places."""
    assert decode(text.encode(encoding)) == text


def test_what_old_encodings_would_make_letters_of_is_none() -> None:
    """Every byte is a character in them; a sign that is no letter of a language is not enough."""
    assert decode("90° in the shade".encode("cp1252")) == "90° in the shade"
    assert decode("It’s “too late” – he’d waited.".encode("mac_roman")) == "It’s “too late” – he’d waited."


def test_stray_bytes_do_not_spoil_utf8() -> None:
    """UTF-8 with a few bytes of cp1252 in it keeps both; a character cut off at the end becomes U+FFFD."""
    assert decode("“Yes”, he said – it".encode() + b"\x92s a caf\xe9 \xe2\x80") == "“Yes”, he said – it’s a café \ufffd"


@pytest.mark.parametrize("charset", ["iso-8859-2", " Windows-1250 ", "cp1250", "ISO8859-2"])
def test_a_declared_charset_is_believed(charset: str) -> None:
    """A charset that was declared and fits is taken, so that Polish is not read as Western European."""
    text = "Rada miasta zamknie most na tydzień, mówi burmistrz; objazd będzie długi."
    assert decode(text.encode(charset.strip()), charset) == text


@pytest.mark.parametrize(
    "charset", ["utf-8", "iso-8859-1", "latin-1", "rot13", "unicode_escape", "windows-9999", "big5"]
)
def test_a_declared_charset_may_be_wrong(charset: str) -> None:
    """Charsets that do not fit, do not exist, or mean cp1252 for every browser, do no harm."""
    assert decode("“café” – it’s".encode("cp1252"), charset) == "“café” – it’s"


def test_utf8_goes_before_what_is_declared() -> None:
    """A page in UTF-8 that claims to be something else is read as UTF-8."""
    assert decode("déjà vu".encode(), "windows-1251") == "déjà vu"


@pytest.mark.parametrize("data", [b"\x81 \x8d " * 9, b"\xff\xfea", b"\x00\x00\xfe\xff\xff\xff\xff\xff"])
def test_what_fits_nothing_is_none(data: bytes) -> None:
    """Bytes that every tried encoding leaves undefined, or that break their own byte order mark, give no text."""
    assert decode(data) is None


@given(st.binary(max_size=300), st.text(max_size=12))
def test_no_bytes_make_it_fail(data: bytes, declared: str) -> None:
    """Any bytes give a text or None, the same one each time."""
    assert decode(data, declared) == decode(data, declared)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 all in ASCII", b"\x1f\x8b\x08", b"\x00" * 10, random.Random(1).randbytes(5000)]
)
def test_binary_data_is_told(data: bytes) -> None:
    """Signatures of other formats and an abundance of control characters mean that this is no text."""
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data", [b"", b"a\tb\r\n\x0c", b"one \x00 slip in a text of some length", RUSSIAN.encode("koi8_r")]
)
def test_text_is_not_binary(data: bytes) -> None:
    """White space, single slips and letters outside ASCII are what texts have."""
    assert not looks_binary(data)
