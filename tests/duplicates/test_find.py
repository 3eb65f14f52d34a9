"""The laws of `pipeline.duplicates.find`, with the shingles of real words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.duplicates import find as kernel
from pipeline.duplicates import spool
from pipeline.duplicates.find import MISSING, RELATIONS, ArticleSamples, Thresholds, find_near_duplicates
from pipeline.duplicates.shingles import running_shingles, sampled_shingles
from pipeline.tables.parts import MemoryParts

Link = tuple[str, str, float]


@dataclass(frozen=True)
class Article:
    """What the kernel knows of an article."""

    name: str
    text: str
    day: int | None = None


def invented(n: int, seed: int) -> list[str]:
    """Words of an article that resembles no other."""
    return [f"w{number}" for number in np.random.default_rng(seed).integers(0, 10**6, n)]


def edited(words: list[str], share: float, seed: int) -> list[str]:
    """The same words, some of them replaced."""
    random = np.random.default_rng(seed)
    return [f"v{random.integers(10**6)}" if random.random() < share else word for word in words]


def links(articles: list[Article], thresholds: Thresholds | None = None, n_shards: int = 1) -> dict[str, Link]:
    """Name of each article that is like another: the other's name, relation, similarity."""
    column = strings([article.text for article in articles])
    counts, hashes, n_shingles = sampled_shingles(column, 3, 16)
    corpus = ArticleSamples(
        article_id=np.array([article.name for article in articles], "S16"),
        content_sha256=np.array([hashlib.sha256(a.text.encode()).hexdigest() for a in articles], "S64"),
        published_at=np.array([MISSING if a.day is None else a.day for a in articles], np.int64),
        n_chars=np.array([len(a.text) for a in articles], np.int64),
        n_shingles=n_shingles.astype(np.int64),
        samples=[(counts, hashes)],
    )
    found = find_near_duplicates(
        corpus,
        thresholds or Thresholds(),
        lambda index: running_shingles(column.take(numbers(index)), 3),
        MemoryParts({}),
        n_shards,
    )
    rows = zip(found.index, found.other, found.relation, found.similarity, strict=True)
    return {articles[i].name: (articles[o].name, RELATIONS[r], float(s)) for i, o, r, s in rows}


@st.composite
def corpora(draw: st.DrawFn) -> list[Article]:
    """Articles of which some are copies: the same text, edited, cut, within another, or with another date."""
    texts: list[list[str]] = []
    for seed in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["new", "same", "edited", "cut", "within"])) if texts else "new"
        base = draw(st.sampled_from(texts)) if texts else []
        made = {
            "same": base,
            "edited": edited(base, draw(st.sampled_from([0.02, 0.1, 0.3])), seed),
            "cut": base[: max(len(base) * 2 // 3, 1)],
            "within": invented(150, 100 + seed) + base,
            "new": invented(draw(st.sampled_from([5, 35, 80, 300])), seed),
        }
        texts.append(made[kind])
    days = st.one_of(st.none(), st.integers(0, 2))
    return [Article(f"a{i:03}", " ".join(words), draw(days)) for i, words in enumerate(texts)]


@given(corpora(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_rows_does_not_matter(articles: list[Article], random: object) -> None:
    """Whatever the order, the same articles are near-duplicates of the same articles."""
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert links(articles) == links(shuffled)


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_a_near_duplicate_points_at_a_kept_article(articles: list[Article]) -> None:
    """No chains: the article that a near-duplicate or a part points at is kept, and comes before it in kept order."""
    found = links(articles)
    rank = {a.name: (MISSING if a.day is None else a.day, -len(a.text)) for a in articles}
    for name, (other, _, similarity) in found.items():
        assert other != name
        assert found.get(other, ("", "part", 0))[1] == "part"
        assert rank[other] <= rank[name]
        assert 0 <= similarity <= 1


def trigrams(article: Article) -> set[tuple[str, ...]]:
    """Distinct runs of three words, counted plainly."""
    words = article.text.lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_each_member_resembles_the_kept_one(articles: list[Article]) -> None:
    """Of every copy the similarity is exact, and it is contained in its kept article or nearly so: no blind closure."""
    by_name = {article.name: article for article in articles}
    for name, (other, relation, similarity) in links(articles).items():
        one, two = trigrams(by_name[name]), trigrams(by_name[other])
        shared = len(one & two)
        if relation != "exact":
            short = min((one, two), key=len)
            assert similarity == pytest.approx(shared / len(short), abs=6e-5)
        if relation == "near":
            assert similarity >= 0.35 or shared / len(one | two) >= 0.6


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_equal_texts_share_their_kept_article(articles: list[Article]) -> None:
    """Of equal texts all but one are exact duplicates of the one, or all are copies of one other article."""
    found = links(articles)
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(article.text, []).append(article.name)
    for names in groups.values():
        owners = {found[n][0] if n in found and found[n][1] != "part" else n for n in names}
        assert len(owners) == 1
        if owners <= set(names):
            assert all(found[n][1:] == ("exact", 1.0) for n in names if n not in owners)
        else:
            assert all(found[n][1] == "near" for n in names)


def test_the_kept_one() -> None:
    """Earliest, then longest, then by content; articles without a date come last."""
    words = invented(200, 1)
    long, short = " ".join(words), " ".join(words[:150])
    assert set(links([Article("a", long), Article("b", short, day=1)])) == {"a"}
    assert set(links([Article("a", long, day=2), Article("b", short, day=1)])) == {"a"}
    assert set(links([Article("a", long, day=1), Article("b", short, day=1)])) == {"b"}
    assert set(links([Article("b", long), Article("a", long)])) == {"b"}


@pytest.mark.parametrize(
    ("change", "relation"),
    [
        (lambda w: edited(w, 0.15, 1), "near"),
        (lambda w: w[:150], "near"),
        (lambda w: ["PARIS", "(Wire)", *w, "All", "rights"], "near"),
        (lambda w: [*w[200:], *w[:200]], "near"),
        (lambda w: [*w[:160], *invented(240, 2)], "part"),
        (lambda w: [*w[:40], *invented(360, 2)], None),
        (lambda w: invented(len(w), 2), None),
    ],
)
def test_relations(change: object, relation: str | None) -> None:
    """Edited, cut, framed and reordered copies are near-duplicates; some paragraphs a part; a quotation nothing."""
    words = invented(400, 1)
    found = links([Article("a", " ".join(words)), Article("b", " ".join(change(words)), day=None)])  # type: ignore[operator]
    assert [link[1] for link in found.values()] == [relation] * (relation is not None)


def test_a_chain_of_edits_is_not_closed() -> None:
    """A is like B and B like C, but C is not like A: C is not called a near-duplicate of A."""
    first = invented(400, 1)
    second = [*first[130:], *invented(130, 2)]
    third = [*second[130:], *invented(130, 3)]
    names = [
        Article(name, " ".join(words), day)
        for day, (name, words) in enumerate(zip("abc", (first, second, third), strict=True))
    ]
    found = links(names, Thresholds(min_jaccard=0.4))
    assert found["b"][:2] == ("a", "near")
    assert found["c"][1] == "part"


def test_the_copy_of_a_copy_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that resembles copies only, and no kept one, is kept itself: in a block of its own as well."""
    first = invented(400, 1)
    second = [*first[130:], *invented(130, 2)]
    third = [*second[250:], *invented(240, 3)]
    articles = [
        Article(n, " ".join(words), day)
        for day, (n, words) in enumerate(zip("abc", (first, second, third), strict=True))
    ]
    for block in (1 << 20, 1):
        monkeypatch.setattr(kernel, "_BLOCK", block)
        assert {name: link[:2] for name, link in links(articles, Thresholds(min_jaccard=0.4)).items()} == {
            "b": ("a", "near")
        }


def test_a_text_quoted_in_a_long_one_is_no_copy() -> None:
    """A short text is a cut copy of a much longer one only where that one begins with it."""
    short, rest = invented(120, 1), invented(900, 2)
    head = links([Article("a", " ".join([*short, *rest])), Article("b", " ".join(short))])
    middle = links([Article("a", " ".join([*rest[:400], *short, *rest[400:]])), Article("b", " ".join(short))])
    assert (head["b"][1], middle["b"][1]) == ("near", "part")


def test_daily_reports_are_no_near_duplicates() -> None:
    """One template with other figures each day is no copy, though most of its words are the same."""

    def report(day: int) -> str:
        random = np.random.default_rng(day)
        lines = (
            f"Shares of {name} in the city closed at {random.integers(100, 999)} points after trade of the whole day"
            for name in ("Arvo", "Belin", "Corda", "Dunmore", "Estrel", "Falk", "Gorran", "Hale", "Immer", "Jonas")
        )
        return ". ".join(lines)

    assert all(link[1] != "near" for link in links([Article(f"d{day}", report(day), day) for day in range(4)]).values())


def test_short_articles_have_exact_twins_only() -> None:
    """Two headlines that differ in a word are two headlines; the same headline twice is one."""
    words = invented(20, 1)
    texts = [" ".join(words), " ".join([*words[:-1], "other"]), " ".join(words)]
    assert links([Article(f"h{i}", text) for i, text in enumerate(texts)]) == {"h2": ("h0", "exact", 1.0)}


def test_very_many_copies_have_one_kept_article() -> None:
    """Edited copies in any number are near-duplicates of the first, however common that makes their shingles."""
    words = invented(200, 1)
    copies = [Article(f"c{i:03}", " ".join(edited(words, 0.03, i)), day=i) for i in range(150)]
    found = links(copies)
    assert {link[:2] for link in found.values()} == {("c000", "near")}
    assert len(found) == 149


def test_batches_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few texts are asked for at a time, the near-duplicates are the same."""
    words = invented(200, 1)
    copies = [Article(f"c{i}", " ".join(edited(words, 0.05, i)), day=i) for i in range(9)]
    whole = links(copies)
    monkeypatch.setattr(kernel, "BATCH", 2)
    monkeypatch.setattr(spool, "BATCH", 2)
    monkeypatch.setattr(kernel, "_BLOCK", 500)
    assert links(copies) == links(copies, n_shards=3) == whole


def test_crowds_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of articles that share a long boilerplate, or are copies, are compared with few others each."""
    compared = []
    exact = kernel.measure_similarity
    monkeypatch.setattr(kernel, "measure_similarity", lambda *a: (compared.append(len(a[1])), exact(*a))[1])
    boilerplate = invented(300, 1)
    crowd = [Article(f"b{i:03}", " ".join([*invented(60, 10 + i), *boilerplate])) for i in range(400)]
    crowd += [Article(f"e{i:03}", " ".join(edited(boilerplate, 0.05, i))) for i in range(400)]
    crowd += [Article(f"s{i:03}", "the same words " * 40) for i in range(400)]
    crowd += [Article(f"n{i:03}", "") for i in range(400)]
    found = links(crowd)
    assert sum(compared) <= 16 * 800
    assert sum(link[1] == "exact" for link in found.values()) == 798


def test_a_huge_text_among_small_ones() -> None:
    """A text of a hundred thousand words is compared with those that stand in it, and is no copy of them."""
    huge = invented(100_000, 1)
    small = [" ".join(huge[i : i + 300]) for i in range(10_000, 20_000, 1000)]
    found = links([Article("h", " ".join(huge), 0), *(Article(f"s{i}", text, 1) for i, text in enumerate(small))])
    assert {link[:2] for link in found.values()} == {("h", "part")}
    assert len(found) == len(small)


def test_nothing_gives_nothing() -> None:
    """No articles, or unlike ones, have no near-duplicates."""
    assert links([]) == {}
    assert links([Article("a", ""), Article("b", "one word")]) == {}


def test_the_first_of_equal_texts_is_kept() -> None:
    """Earliest, then longest, then the smaller hash, then the smaller id; without a date last."""
    words = " ".join(invented(60, 1))
    equal = [Article("b", words, 5), Article("a", words, 5), Article("c", words, 4), Article("d", words, None)]
    assert links(equal) == dict.fromkeys(("a", "b", "d"), ("c", "exact", 1.0))
    assert links(equal[:2]) == {"b": ("a", "exact", 1.0)}
    longer = [Article("a", words, 5), Article("b", words + " and more of it", 5)]
    assert links(longer)["a"][0] == "b"
