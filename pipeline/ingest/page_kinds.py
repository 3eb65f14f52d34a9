"""Pages that are no articles: errors, checks for robots, consent to cookies, lists of teasers."""

from __future__ import annotations

import re
from typing import Any

from pipeline.ingest.record import Reason

SHORT = 900  # characters of a text that may be an error's or a banner's
MIN_TEASERS = 5  # links with a heading in them on an index page
PARAGRAPH = 120  # characters of a paragraph that belongs to an article
MIN_PROSE = 400  # characters of such paragraphs on a page with teasers that is an article all the same

_ERROR = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b\W{0,3}(?:error|not found|forbidden|gone|bad gateway|service|unauthori[sz]ed)?"
    r"|page (?:was |is |could )?not (?:be )?found|page (?:you (?:requested|were looking for)|doesn.t exist)|not found$"
    r"|access (?:to this page has been )?denied|forbidden|just a moment|attention required|checking your browser"
    r"|verify (?:that )?you are (?:a )?human|are you a robot|security check|enable javascript|too many requests"
    r"|service (?:temporarily )?unavailable|internal server error|bad gateway|site maintenance|captcha|ddos protection"
    r"|seite nicht gefunden|page introuvable|página no encontrada",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"checking your browser|enable javascript (?:and cookies|to \w)|javascript (?:is )?(?:disabled|required)"
    r"|verify (?:that )?you are (?:a )?human|ddos protection by"
    r"|page you (?:requested|are looking for|were looking for)|(?:page|url) (?:was|could|can|is) ?not (?:be )?found"
    r"|does not exist (?:or|on this server)|unusual (?:traffic|activity) from|you don.t have permission|ray id",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:log|sign)[ -]?in|(?:log|sign) in or (?:register|create.*)|sign[ -]?up|register|subscribe(?: now)?"
    r"|create (?:an|your|a new) account|reset (?:your )?password",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bgdpr\b|personali[sz]ed (?:ads|adverts)|our \d* ?partners|privacy (?:policy|choices)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


def is_consent(text: str) -> bool:
    """Whether a text is that of a banner about cookies."""
    sentences = [one for one in _SENTENCE.findall(text[: SHORT + 1]) if len(one.strip()) > 15]
    return (
        len(text) <= SHORT
        and bool(sentences)
        and sum(bool(_CONSENT.search(one)) for one in sentences) >= len(sentences) / 2
    )


def no_article(text: str, title: str | None, tree: Any, *, is_article: bool) -> tuple[Reason, str] | None:
    """Why a page is no article; None where it is one.

    Args:
        text: that was extracted.
        title: headline.
        tree: of lxml.
        is_article: whether the page calls itself one.
    """
    if len(text) <= SHORT and (
        (title and len(title) < 80 and _ERROR.search(title) and not is_article) or _ERROR_TEXT.search(text[:300])
    ):
        return Reason.ERROR_PAGE, f"the page of an error or of a check for robots: {(title or text)[:80]}"
    if len(text) <= SHORT and title and _ACCOUNT.fullmatch(title.strip()):
        return Reason.ERROR_PAGE, f"the page of an account: {title}"
    if is_consent(text):
        return Reason.ERROR_PAGE, "nothing but a banner about cookies"
    if not is_article and is_index(tree):
        return Reason.INDEX_PAGE, "a list of teasers"
    return None


def is_index(tree: Any) -> bool:
    """Whether a page is a list of links to articles: many headings that are links, few paragraphs beside them."""
    heads = tree.xpath("//a[@href][.//h2 or .//h3 or .//h4] | //h2//a[@href] | //h3//a[@href] | //h4//a[@href]")
    if len({one.get("href") for one in heads}) < MIN_TEASERS:
        return False
    prose = tree.xpath(
        "//p[not(ancestor::a) and not(ancestor::aside) and not(ancestor::footer) and not(ancestor::form)]"
    )
    return (
        sum(len(text) for one in prose if len(text := " ".join("".join(one.itertext()).split())) >= PARAGRAPH)
        < MIN_PROSE
    )
