"""One sentence of every language, in every encoding that it is found in: it comes back as it was written."""

from __future__ import annotations

import pytest

from pipeline.ingest.encoding_languages import known_encodings, known_languages
from pipeline.ingest.encoding_scores import MIN_SCORE, SAMPLE_CHARS, best_encoding

SENTENCES = [
    ("de", "cp1252", "Die Brücke über den Fluss bleibt für ein Jahr geschlossen, sagte der Bürgermeister."),
    ("fr", "cp1252", "Le maire a annoncé que le pont sera fermé pour les travaux à cause de la crue d’été."),
    ("es", "cp1252", "El alcalde dijo que el puente se cerrará por las obras según el plan de año."),
    ("pt", "cp1252", "A câmara não vai abrir a ponte em março, com as obras no rio e a inundação."),
    ("it", "cp1252", "Il sindaco ha detto che il ponte sarà chiuso perché la città non è al sicuro."),
    ("sv", "cp1252", "Borgmästaren säger att bron är stängd för året och det är inte för sent."),
    ("da", "cp1252", "Broen er lukket på grund af vejret, og den åbner først til næste år."),
    ("fi", "cp1252", "Silta on suljettu ja pormestari sanoi että se ei avaudu tänä vuonna, mutta työ jää kesken."),
    ("is", "cp1252", "Brúin er lokuð í dag og það var sagt að hún opni ekki í þessum mánuði, sem er ærið."),
    ("pl", "cp1250", "Burmistrz powiedział, że most zostanie zamknięty na trzy miesiące, a ruch pójdzie przez łąki."),
    ("pl", "iso8859_2", "Burmistrz powiedział, że most zostanie zamknięty na trzy miesiące, a ruch pójdzie."),
    ("cs", "cp1250", "Starosta řekl, že most bude zavřený po celý měsíc a lidé půjdou přes loďku u řeky."),
    ("cs", "iso8859_2", "Starosta řekl, že most bude zavřený po celý měsíc a lidé půjdou přes loďku u řeky."),
    ("sk", "cp1250", "Starosta povedal, že most bude zatvorený po celý mesiac a ľudia pôjdu cez loďku, ktorá čaká."),
    (
        "hu",
        "cp1250",
        "A polgármester azt mondta, hogy a híd egy évig zárva lesz, és nem nyílik meg az idő előtt, őszig.",
    ),
    ("hu", "iso8859_2", "A polgármester azt mondta, hogy a híd egy évig zárva lesz, és nem nyílik meg őszig, sűrű."),
    ("hr", "cp1250", "Gradonačelnik je rekao da će most biti zatvoren do kraja mjeseca, što je duže od očekivanja."),
    ("sl", "cp1250", "Župan je rekel, da bo most zaprt do konca meseca, ki je še daleč, in za vse, kar čaka."),
    ("tr", "cp1254", "Belediye bu köprü için çok daha büyük bir plan olarak görünüyor dedi ve gece değil, şimdi gibi."),
    ("lt", "cp1257", "Meras sakė, kad tiltas bus uždarytas iki rudens, nes tai yra būtina, į darbą žmonės eis ratų."),
    (
        "lv",
        "cp1257",
        "Mērs teica, ka tilts būs slēgts līdz rudenim, un tas ir vajadzīgs, bet cilvēki ies pāri ķieģeļiem.",
    ),
    ("ru", "cp1251", "Мэр сказал, что мост закрыт на год и не будет открыт по плану."),
    ("ru", "koi8_r", "Мэр сказал, что мост закрыт на год и не будет открыт по плану."),
    ("uk", "cp1251", "Міністр сказав, що міст закрито на зиму й це не за планом, їх багато, як він каже."),
    ("uk", "koi8_u", "Міністр сказав, що міст закрито на зиму й це не за планом, їх багато, як він каже."),
    ("bg", "cp1251", "Кметът каза, че мостът остава затворен за една година и не работи по план, че от него няма път."),
    ("sr", "cp1251", "Градоначелник каже да ће мост бити затворен за лето и да није отворен на пролеће, љут."),
    (
        "el",
        "cp1253",
        "Στην πόλη η γέφυρα θα είναι κλειστή από σήμερα και με την απόφαση του δήμου το έργο που αρχίζει.",
    ),
    ("he", "cp1255", "ראש העיר אמר כי הגשר סגור על ידי העירייה וגם לא נפתח עם זה של הנהר"),
    ("ar", "cp1256", "قال رئيس البلدية إن الجسر مغلق في هذا العام من أجل العمل على النهر مع الناس"),
    ("ja", "shift_jis", "市長は橋が今年は閉まると言った。工事は来月から始まる見込みである。"),
    ("ja", "euc_jp", "市長は橋が今年は閉まると言った。工事は来月から始まる見込みである。"),
    ("zh", "gb18030", "市长说这个桥在今年不会开放。人们要从上面的路过去。时间是一年。"),
    ("zh-Hant", "big5", "市長說這個橋在今年不會開放。人們要從上面的路過去。時間是一年。"),
    ("ko", "euc_kr", "시장은 다리가 올해에는 닫힌다고 말했다. 공사는 다음 달에 시작된다."),
]


@pytest.mark.parametrize(("language", "encoding", "text"), SENTENCES)
def test_a_sentence_comes_back(language: str, encoding: str, text: str) -> None:
    """Whatever the encoding is called: of two that give the same text either is right."""
    assert language
    data = text.encode(encoding)
    assert data.decode(best_encoding(data)) == text


@pytest.mark.parametrize(
    ("sample", "encoding"),
    [
        (b"", "cp1252"),
        (b"The quay is let.", "cp1252"),
        (b"\x93The quay\x94 \x96 let", "cp1252"),
        (b"caf\xe9", "cp1252"),
        (b"\xa3 5 and \x80 7", "cp1252"),
    ],
)
def test_where_nothing_is_better(sample: bytes, encoding: str) -> None:
    """ASCII, curly quotes, single letters and signs of money are Western European."""
    assert best_encoding(sample) == encoding


def test_every_language_has_what_it_is_told_by() -> None:
    """Thirty-six of them, English first, with letters outside ASCII, in encodings that Python knows."""
    found = known_languages()
    assert len(found) == 36
    assert all(max(language.letters) > "\x7f" for language in found)
    assert [language.encodings for language in found[:2]] == [("cp1252", "mac_roman", "cp850")] * 2
    assert known_encodings()[0] == "cp1252"
    assert all("a".encode(name) == b"a" for name in known_encodings())
    assert len(set(known_encodings())) == len(known_encodings())


@pytest.mark.parametrize(
    ("encoding", "is_latin", "coverage"),
    [
        ("cp1252", True, 1.0),
        ("cp1250", True, 1.0),
        ("cp1254", True, 1.0),
        ("cp1257", True, 1.0),
        ("cp1251", False, 1.0),
        ("cp1253", False, 1.0),
        ("cp1255", False, 1.0),
        ("cp1256", False, 1.0),
        ("shift_jis", False, 0.45),
        ("gb18030", False, 0.45),
        ("big5", False, 0.45),
        ("euc_kr", False, 0.45),
    ],
)
def test_scripts_of_languages(encoding: str, is_latin: bool, coverage: float) -> None:
    """Latin ones are mostly ASCII; of those with thousands of characters the list has about half of a text."""
    own = [language for language in known_languages() if language.encodings[0] == encoding]
    assert own
    assert {(language.is_latin, language.coverage) for language in own} == {(is_latin, coverage)}


@pytest.mark.parametrize(("letter", "capital"), [("ä", "Ä"), ("č", "Č"), ("я", "Я"), ("ω", "Ω"), ("ё", "Ё")])
def test_letters_have_capitals(letter: str, capital: str) -> None:
    """A headline in capitals is of the same language."""
    both = [language for language in known_languages() if letter in language.letters]
    assert both
    assert all(capital in language.letters for language in both)


def test_lines_outside_ascii_decide() -> None:
    """Of a long text in English with one line of Polish, that line; what lies beyond the sample decides nothing."""
    line = "Burmistrz powiedział, że most zostanie zamknięty na trzy miesiące."
    long = "\n".join(["The quay is let to a firm of ferries."] * 400 + [line])
    assert len(long) > SAMPLE_CHARS == 8000
    assert long.encode("cp1250").decode(best_encoding(long.encode("cp1250"))) == long
    assert MIN_SCORE == 0.3
