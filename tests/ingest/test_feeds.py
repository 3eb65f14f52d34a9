"""Laws of feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>E Gazette</title><link>https://e.example</link><language>en-gb</language>{items}</channel></rss>"""
ITEM = """<item><title>Quay let &amp; sold</title><link>https://e.example/quay</link><guid isPermaLink="false">g1</guid>
<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><dc:creator><![CDATA[Mara Holt]]></dc:creator><category>City</category>
<description>Short.</description><content:encoded><![CDATA[<p>The quay is let.</p>]]></content:encoded></item>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Tarn Mail</title>
<entry><id>urn:a:1</id><title type="html">Weir &amp;amp; mill</title><link rel="self" href="https://t.example/feed"/>
<link rel="alternate" href="https://t.example/weir"/><published>2026-03-02T10:00:00+02:00</published>
<updated>2026-03-05T07:15:00Z</updated><author><name>Mara Holt</name></author><author><name>Juan Pell</name></author>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The weir.</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Post</title></channel><item rdf:about="https://p.example/1"><title>Mill</title>
<link>https://p.example/1</link><description>The mill.</description><dc:date>2026-03-02T08:00:00Z</dc:date></item>
</rdf:RDF>"""
AT = "2026-03-02T08:00:00+00:00"


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    """A feed of these items."""
    return RSS.format(items="".join(items), encoding=encoding).encode(encoding)


def test_an_item_of_rss_is_a_record(only: Callable[..., Any]) -> None:
    """The full content before the description; publisher and language of the channel."""
    row = only("a.rss", rss(ITEM))["a.rss", 1]
    assert (row["title"], row["url"], row["external_id"]) == ("Quay let & sold", "https://e.example/quay", "g1")
    assert (row["text"], row["authors"]) == ("<p>The quay is let.</p>", ["Mara Holt"])
    assert (row["source"], row["language"], row["section"]) == ("E Gazette", "en-gb", "City")
    assert row["published_at"].isoformat() == AT


def test_an_entry_of_atom_is_a_record(only: Callable[..., Any]) -> None:
    """The alternate link; the time of publication; every author; XHTML as it stands."""
    row = only("a.atom", ATOM.encode())["a.atom", 1]
    assert (row["url"], row["authors"], row["source"]) == (
        "https://t.example/weir",
        ["Mara Holt", "Juan Pell"],
        "Tarn Mail",
    )
    assert row["published_at"].isoformat() == AT
    assert "The weir." in row["text"]
    assert "Short." not in row["text"]


def test_an_item_of_rdf_is_a_record(only: Callable[..., Any]) -> None:
    """RSS 1.0 has its items beside the channel."""
    row = only("a.xml", RDF.encode())["a.xml", 1]
    assert (row["title"], row["text"], row["published_at"].isoformat()) == ("Mill", "The mill.", AT)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((ITEM, "<item><title>No end</item>", ITEM), {1: None, 2: "bad_xml", 3: None}),
        ((ITEM, ITEM[:-40]), {1: None, 2: "bad_xml"}),
        ((ITEM.replace("Short.", "Caf&eacute; &nbsp; & &bogus; &#38;"),), {1: None}),
        ((ITEM.replace("Short.", "a\x00b\x0bc"),), {1: None}),
        ((ITEM.replace("<category>", "<media:thing url='x'/><category>"),), {1: None}),
        (("<item><title>x</title></item>",), {1: "no_text"}),
        ((), {0: "not_a_feed"}),
    ],
)
def test_a_bad_item_harms_no_other(reasons: Callable[..., Any], items: tuple[str, ...], found: dict[int, Any]) -> None:
    """Items are read one by one; entities of HTML, control characters and unknown prefixes are no damage."""
    assert reasons("a.rss", rss(*items)) == found


def test_the_declared_encoding(only: Callable[..., Any]) -> None:
    """What the XML declaration says is believed where the file is no UTF-8."""
    row = only("a.xml", rss(ITEM.replace("The quay", "Žlutá loďka"), encoding="windows-1250"))["a.xml", 1]
    assert "Žlutá loďka" in row["text"]


def test_no_entity_is_expanded(only: Callable[..., Any]) -> None:
    """A document type that defines entities upon entities gives their names, quickly."""
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = rss(ITEM.replace("The quay", "&b;").replace("<![CDATA[", "").replace("]]>", "")).replace(
        b"<rss", bomb.encode() + b"<rss", 1
    )
    (row,) = only("a.xml", data).values()
    assert row["reason"] is None
    assert "hahaha" not in row["text"]


def test_other_xml_is_no_feed(reasons: Callable[..., Any]) -> None:
    """A sitemap has no items."""
    assert reasons("a.xml", b"<urlset><url><loc>https://e.example</loc></url></urlset>") == {0: "not_a_feed"}
