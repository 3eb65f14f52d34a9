"""Elements of feeds one by one: which field each fills, which of several counts, what of a broken item is mended."""

from __future__ import annotations

import io
from typing import Any

import pytest

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.feeds import records
from pipeline.ingest.record import Fault, Reason


def feed(*items: str, head: str = "", spaces: str = "") -> str:
    """A feed of some items."""
    return f"<rss {spaces}><channel>{head}{''.join(items)}</channel></rss>"


def read(text: str) -> list[Any]:
    """The records of a feed."""
    return list(records(io.BufferedReader(io.BytesIO(text.encode())), "a.xml", IngestConfig()))


def item(inner: str, **more: str) -> dict[str, Any]:
    """The fields of the one item of a feed, without what is empty."""
    (one,) = read(feed(f"<item>{inner}</item>", **more))
    return {name: value for name, value in one.fields.items() if value}


@pytest.mark.parametrize(
    ("element", "field"),
    [
        ("title", "title"),
        ("guid", "id"),
        ("id", "id"),
        ("pubDate", "published_at"),
        ("PUBDATE", "published_at"),
        ("published", "published_at"),
        ("issued", "published_at"),
        ("date", "date"),
        ("dc:date", "date"),
        ("updated", "modified_at"),
        ("modified", "modified_at"),
        ("category", "section"),
        ("language", "language"),
        ("source", "source"),
        ("link", "url"),
        ("encoded", "text"),
        ("content:encoded", "text"),
        ("content", "text"),
        ("fulltext", "text"),
        ("body", "text"),
        ("description", "text"),
        ("summary", "text"),
    ],
)
def test_the_field_of_an_element(element: str, field: str) -> None:
    """Whatever its prefix and its case; blanks at its ends are none of it."""
    assert item(f"<{element}> quay \n</{element}>") == {field: "quay"}


@pytest.mark.parametrize("element", ["creator", "author", "dc:creator", "Author"])
def test_people_of_an_item(element: str) -> None:
    """As many as are named; of an element with a name within, the name."""
    assert item(f"<{element}>Mara Holt</{element}><{element}>Juan Pell</{element}>") == {
        "authors": ["Mara Holt", "Juan Pell"]
    }
    assert item(f"<{element}><name>Mara Holt</name><email>m@a.example</email></{element}>") == {
        "authors": ["Mara Holt"]
    }


@pytest.mark.parametrize("element", ["comments", "enclosure", "ttl", "rights", "publisher", "titles", "body2"])
def test_other_elements_say_nothing(element: str) -> None:
    """They are of no use here."""
    assert item(f"<{element}>quay</{element}>") == {}


TEXTS = ("encoded", "content", "fulltext", "body", "description", "summary")


@pytest.mark.parametrize("best", range(6))
def test_the_best_text_counts(best: int) -> None:
    """In this order, whatever the order of the feed; an element of blanks is none."""
    elements = [f"<{name}>{name if at >= best else ' '}</{name}>" for at, name in enumerate(TEXTS)]
    assert item("".join(elements))["text"] == TEXTS[best]
    assert item("".join(reversed(elements)))["text"] == TEXTS[best]


@pytest.mark.parametrize(
    ("inner", "field", "value"),
    [
        ("<title>one</title><title>two</title>", "title", "one"),
        ("<title/><title>two</title>", "title", "two"),
        ("<guid>g</guid><id>i</id>", "id", "g"),
        ("<id>i</id><guid>g</guid>", "id", "i"),
        ("<published>1</published><pubDate>2</pubDate>", "published_at", "1"),
        ("<updated>1</updated><modified>2</modified>", "modified_at", "1"),
        ("<description>one</description><description>two</description>", "text", "one"),
        ("<source>one</source><source>two</source>", "source", "two"),
        ("<source/>", "source", None),
        ("<source url='u'>Mail</source>", "source", "Mail"),
        ("<source><id>u</id><title>Mail</title></source>", "source", "Mail"),
    ],
)
def test_of_several_elements_of_a_field(inner: str, field: str, value: str | None) -> None:
    """The first that holds something; of several sources the last."""
    assert item(inner).get(field) == value


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link href='https://a.example/1'/>", "https://a.example/1"),
        ("<link href='https://a.example/1'>other</link>", "https://a.example/1"),
        ("<link rel='alternate' href='https://a.example/1'/>", "https://a.example/1"),
        ("<link rel='self' href='https://a.example/1'/>", None),
        ("<link rel='enclosure' href='x'/><link href='https://a.example/1'/>", "https://a.example/1"),
        ("<link>https://a.example/1</link><link>https://a.example/2</link>", "https://a.example/1"),
        ("<guid>https://a.example/g</guid>", "https://a.example/g"),
        ("<guid>http://a.example/g</guid>", "http://a.example/g"),
        ("<guid>urn:a:1</guid>", None),
        ("<guid>https://a.example/g</guid><link>https://a.example/1</link>", "https://a.example/1"),
        ("<link/><guid>https://a.example/g</guid>", "https://a.example/g"),
    ],
)
def test_the_address_of_an_item(inner: str, url: str | None) -> None:
    """The first alternate link; without one an identifier that is an address."""
    assert item(inner).get("url") == url


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("<title>Post</title>", {"source": "Post"}),
        ("<title type='text'> Post &amp;amp; Mail </title>", {"source": "Post &amp; Mail"}),
        ("<title><![CDATA[Post & Mail]]></title>", {"source": "Post & Mail"}),
        ("<title>Post</title><title>Image</title>", {"source": "Post"}),
        ("<TITLE>Post</TITLE>", {"source": "Post"}),
        ("<language>en-gb</language>", {"language": "en-gb"}),
        ("<language> de </language>", {"language": "de"}),
        ("<language>x</language>", {}),
        ("<image xml:lang='fr'/>", {"language": "fr"}),
        ('<image xml:lang = "pt-br"/>', {"language": "pt-br"}),
        ("", {}),
    ],
)
def test_what_a_feed_says_of_itself(head: str, about: dict[str, str]) -> None:
    """Its first title, its language; of its items each has both."""
    assert item("<link>u</link>", head=head) == {"url": "u", **about}


def test_what_an_item_says_itself_goes_before_the_feed() -> None:
    """Source and language."""
    head = "<title>Post</title><language>en</language>"
    own = "<source>Mail</source><language>de</language>"
    assert item(own, head=head) == {"source": "Mail", "language": "de"}


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("Caf&eacute;", "Café"),
        ("a &nbsp; b", "a \xa0 b"),
        ("A & B", "A & B"),
        ("A &bogus; B", "A &bogus; B"),
        ("&#38;&#x26;&amp;&lt;&gt;&quot;&apos;", "&&&<>\"'"),
        ("<![CDATA[A &eacute; <b>]]>", "A &eacute; <b>"),
        ("a\x01b", "a\ufffdb"),
        ("a\tb", "a\tb"),
        ("<p>A</p><p>B</p>", "<p>A</p><p>B</p>"),
        ("<x:p>A</x:p>", '<ns0:p xmlns:ns0="x">A</ns0:p>'),
    ],
)
def test_what_is_mended_within_an_item(inner: str, text: str) -> None:
    """Entities of HTML, a bare ampersand, control characters, prefixes that nobody declared; markup stays."""
    assert item(f"<description>{inner}</description>") == {"text": text}


@pytest.mark.parametrize(
    ("items", "reasons"),
    [
        (["<item><title>a</title></item>", "<entry><title>b</title></entry>"], [None, None]),
        (["<rss:item><title>a</title></rss:item>"], [None]),
        (["<ITEM><title>a</title></ITEM>"], [None]),
        (["<item><title>a</item>", "<item><title>b</title></item>"], [Reason.BAD_XML, None]),
        (["<item><title>a</title></item>", "<item><title>b"], [None, Reason.BAD_XML]),
        (["<item><title>a"], [Reason.BAD_XML]),
        (["<item a='1'><title>a</title></item >"], [None]),
    ],
)
def test_items_one_by_one(items: list[str], reasons: list[Reason | None]) -> None:
    """Numbered from one; a broken one is rejected by itself, and so is one without an end."""
    found = read(feed(*items))
    assert [one.record for one in found] == list(range(1, len(reasons) + 1))
    assert [one.reason for one in found] == reasons


@pytest.mark.parametrize("text", ["<items><a/></items>", "<entryway>x</entryway>", "<rss></rss>", "words"])
def test_what_is_no_feed(text: str) -> None:
    """Nothing in it is called `item` or `entry` as a whole."""
    with pytest.raises(Fault, match="no item of a feed"):
        read(text)


@pytest.mark.parametrize("empty", ["<item/>", '<item id="a/b" />', "<dc:item/>", "<entry\n/>"])
def test_an_empty_item_does_not_hide_the_next(empty: str) -> None:
    """It is a record without anything."""
    first, second = read(feed(empty, "<item><title>Weir</title></item>"))
    assert (first.record, first.fields["text"], first.fields.get("title")) == (1, None, None)
    assert (second.record, second.fields["title"]) == (2, "Weir")


def test_an_item_that_begins_with_an_address_is_whole() -> None:
    """The slash of an attribute, or of an element in it, ends no item."""
    text = '<item rdf:about="https://p.example/1/"><link href="https://p.example/1"/><title>Weir</title></item>'
    (only,) = read(feed(text))
    assert (only.fields["title"], only.fields["url"]) == ("Weir", "https://p.example/1")
