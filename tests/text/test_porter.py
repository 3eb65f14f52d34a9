"""Porter's stemmer beside the one whose results it promises."""

from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.porter import PorterStemmer

from pipeline.resources import resource
from pipeline.text.porter import stem

REFERENCE = PorterStemmer().stem
STEPS = """
ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti
biliti fulli logi icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion ou ism
ate iti ous ive ize ies ied sses ss s eed ed ing y e ll tt at bl iz
"""
ENDINGS = st.sampled_from(STEPS.split())


def test_every_word_of_the_part_of_speech_table_has_the_stem_of_nltk() -> None:
    """No difference over some eighteen thousand words of news."""
    words = [w for w in resource("en/pos_prior.tsv.gz").split()[0::2] if w.isalpha()]
    assert [(w, stem(w)) for w in words if stem(w) != REFERENCE(w)] == []


@given(st.text("abeilnorstuyz", min_size=1, max_size=6), st.lists(ENDINGS, max_size=3))
def test_made_up_words_have_the_stem_of_nltk(begin: str, ends: list[str]) -> None:
    """Endings that rules are about, one upon the other."""
    word = begin + "".join(ends)
    assert stem(word) == REFERENCE(word)


def test_irregular_words_are_known() -> None:
    """The words that nltk lists."""
    for word in ("sky", "skies", "dying", "lying", "tying", "news", "innings", "howe", "proceed", "succeed", "a", "is"):
        assert stem(word) == REFERENCE(word)
