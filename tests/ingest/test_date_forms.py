"""How dates in words and in figures may be written: what parts their pieces, what stands around them, what is too much.

Each case is a decision of `pipeline.ingest.date_words` of its own, with the date or the time that it gives.
"""

from __future__ import annotations

import pytest

from pipeline.ingest.date_words import Order, months, order_in, written

MONTHS = {
    "English": "January February March April May June July August September October November December",
    "short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Turkish": "ocak şubat mart nisan may\u0131s haziran temmuz ağustos eylül ekim kas\u0131m aral\u0131k",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "Greek": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου "
    "νοεμβρίου δεκεμβρίου",
}


def day(text: str, order: Order = None) -> str | None:
    """The date that is read, where nothing but a date is."""
    found = written(text, order)
    return found.moment.date().isoformat() if found and found.exactness == 1 else None


def clock(text: str) -> str | None:
    """The time of day that is read, as it stands in UTC."""
    found = written(text)
    return f"{found.moment:%H:%M:%S}" if found and found.exactness > 1 else None


@pytest.mark.parametrize("language", MONTHS)
def test_months_by_name(language: str) -> None:
    """Twelve names in the order of the year, in capitals too."""
    names = MONTHS[language].split()
    assert [months().get(name.casefold()) for name in names] == list(range(1, 13))
    for number, name in enumerate(names, 1):
        assert day(f"7 {name} 2021") == f"2021-{number:02}-07", name
        assert day(f"{name.title()} 7, 2021") == f"2021-{number:02}-07", name


def test_names_of_months_have_one_meaning() -> None:
    """A short form that is two months' is in the table once; `lis` is November, `mar` March in all languages."""
    assert set(months().values()) == set(range(1, 13))
    assert [months()[name] for name in ("lis", "mar", "ago", "set", "ene", "tem")] == [11, 3, 8, 9, 1, 7]
    assert [months().get(name) for name in ("monday", "#", "month", "listopadzie", "m")] == [None] * 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1st March 2021", "2021-03-01"),
        ("2nd March 2021", "2021-03-02"),
        ("3rd March 2021", "2021-03-03"),
        ("4th March 2021", "2021-03-04"),
        ("1er mars 2021", "2021-03-01"),
        ("2re mars 2021", "2021-03-02"),
        ("1º marzo 2021", "2021-03-01"),
        ("1ª marzo 2021", "2021-03-01"),
        ("1° marzo 2021", "2021-03-01"),
        ("1. März 2021", "2021-03-01"),
        ("1xx March 2021", None),
        ("March 1st, 2021", "2021-03-01"),
        ("March 22nd 2021", "2021-03-22"),
    ],
)
def test_endings_of_numbers(text: str, expected: str | None) -> None:
    """English, French, Spanish and Italian ordinals, a German point; no other letters."""
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 March 2021", "2021-03-02"),
        ("2 of March 2021", "2021-03-02"),
        ("2 de marzo de 2021", "2021-03-02"),
        ("2 del marzo del 2021", "2021-03-02"),
        ("2 d'abril 2021", "2021-04-02"),
        ("2 d’abril 2021", "2021-04-02"),
        ("2-March-2021", "2021-03-02"),
        ("2/March/2021", "2021-03-02"),
        ("2.March.2021", "2021-03-02"),
        ("2, March, 2021", "2021-03-02"),
        ("2 March '2021", None),
        ("2 March'2021", "2021-03-02"),
        ("2 Mar. 2021", "2021-03-02"),
        ("2_March_2021", None),
        ("2March 2021", None),
        ("March 2 2021", "2021-03-02"),
        ("March 2, 2021", "2021-03-02"),
        ("March 2 , 2021", "2021-03-02"),
        ("March-2-2021", "2021-03-02"),
        ("March2, 2021", None),
        ("Mar. 2, 2021", "2021-03-02"),
        ("MARCH 2, 2021", "2021-03-02"),
        ("march 2, 2021", "2021-03-02"),
    ],
)
def test_what_parts_day_month_and_year(text: str, expected: str | None) -> None:
    """Blanks, dashes, slashes, points, commas and the small words of Romance languages."""
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-3-2", "2021-03-02"),
        ("2021/03/02", "2021-03-02"),
        ("2021.03.02", "2021-03-02"),
        ("2021-03/02", "2021-03-02"),
        ("2021_03_02", None),
        ("2021-03-021", None),
        ("12021-03-02", None),
        ("2021-13-02", None),
        ("2021-00-02", None),
        ("2021-03-00", None),
        ("2021-02-29", None),
        ("2020-02-29", "2020-02-29"),
        ("2021년 3월 2일", "2021-03-02"),
        ("2021年03月02日", "2021-03-02"),
        ("2021年13月02日", None),
        ("2.3.2021", "2021-03-02"),
        ("2-3-2021", None),
        ("22-3-2021", "2021-03-22"),
        ("22/3.2021", None),
        ("22/3/20211", None),
        ("122/3/2021", None),
        ("0/3/2021", None),
        ("22/0/2021", None),
    ],
)
def test_dates_in_figures(text: str, expected: str | None) -> None:
    """The year first with any of three signs, or last with the same sign twice; of four figures in either place."""
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/04/2021", "day first", "2021-04-03"),
        ("03/04/2021", "month first", "2021-03-04"),
        ("03-04-2021", "month first", "2021-03-04"),
        ("03.04.2021", "month first", "2021-03-04"),
        ("03.04.2021", None, "2021-04-03"),
        ("12/11/2021", "day first", "2021-11-12"),
        ("12/11/2021", "month first", "2021-12-11"),
        ("13/12/2021", "month first", "2021-12-13"),
        ("12/13/2021", "day first", "2021-12-13"),
        ("12/12/2021", "month first", "2021-12-12"),
        ("2021-04-03", "day first", "2021-04-03"),
    ],
)
def test_the_order_that_is_known(text: str, order: Order, expected: str) -> None:
    """It decides where both may be the month; where only one may, or the year is first, it says nothing."""
    assert day(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13/12/2021", "day first"),
        ("12/13/2021", "month first"),
        ("12/12/2021", None),
        ("13/13/2021", None),
        ("31.01.2021 18:40", "day first"),
        ("01-31-2021", "month first"),
        ("2021-01-31", None),
        ("seen 25/04/2021 first", "day first"),
        ("25/04-2021", None),
        ("1:25/04/2021", None),
        ("125/04/2021", None),
    ],
)
def test_the_order_that_a_date_tells(text: str, expected: Order) -> None:
    """One number above twelve, the other not; wherever in the text it stands."""
    assert order_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 March 2021 9:05", "09:05:00"),
        ("2 March 2021 9.05", "09:05:00"),
        ("2 March 2021 9h05", "09:05:00"),
        ("2 March 2021 9H05", "09:05:00"),
        ("2 March 2021 9 : 05", "09:05:00"),
        ("2 March 2021 9:05:07", "09:05:07"),
        ("2 March 2021 9:05.07", "09:05:07"),
        ("2 March 2021 9:05:07.25", "09:05:07"),
        ("2 March 2021 9:05:07,123456789", "09:05:07"),
        ("2 March 2021 9:5", None),
        ("2 March 2021 9", None),
        ("2 March 2021 9:050", None),
        ("2 March 2021 9pm", "21:00:00"),
        ("2 March 2021 9 P.M.", "21:00:00"),
        ("2 March 2021 9 a. m.", "09:00:00"),
        ("2 March 2021 9:05:07 pm", "21:05:07"),
        ("2 March 2021 12 am", "00:00:00"),
        ("2 March 2021 12 pm", "12:00:00"),
        ("2 March 2021 1 pm", "13:00:00"),
        ("2 March 2021 0 pm", None),
        ("2 March 2021 at 9:05 o'clock", "09:05:00"),
        ("2 March 2021 9:05 and 10:06", None),
        ("9:05, 2 March 2021", "09:05:00"),
    ],
)
def test_how_a_clock_is_written(text: str, expected: str | None) -> None:
    """Hours and minutes of two figures, seconds, fractions that are left out, halves of a day."""
    assert clock(text) == expected
