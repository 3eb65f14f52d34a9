"""The rules by which the forms of an article name the same person, organisation or place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.names.form_words import words_of
from pipeline.names.genders import first_name_gender
from pipeline.names.kept_lists import words_with
from pipeline.names.keys import Words, initials
from pipeline.names.word_lists import name_words

PERSON, ORGANISATION, PLACE = range(3)
KNOWN_PLACES = "CSRL"


@dataclass(slots=True, eq=False)
class Entity:
    """An entity of an article in the making.

    Attributes:
        name: its longest form.
        kind: PERSON, ORGANISATION or PLACE.
        words: key words of the name.
    """

    name: str
    kind: int
    words: Words


@dataclass
class Known:
    """The entities of an article so far, longer names first.

    Attributes:
        options: form → the entities that it may name; several only for a surname.
        by_words: kind and words → entity.
        ends: kind and last words → entities; the same for first words and initials.
        recent: the persons named in full so far.
        has_choice: whether a form may name one of several.
        others: surname → who bears it beside persons of the other gender: Mr. Holt, in an article on Ann Holt.
    """

    options: dict[str, list[Entity]] = field(default_factory=dict)
    by_words: dict[tuple[int, Words], Entity] = field(default_factory=dict)
    ends: dict[tuple[int, Words], list[Entity]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[tuple[int, Words], list[Entity]] = field(default_factory=lambda: defaultdict(list))
    initials: dict[str, list[Entity]] = field(default_factory=dict)
    recent: list[Entity] = field(default_factory=list)
    has_choice: bool = False
    others: dict[str, Entity] = field(default_factory=dict)

    def add(self, form: str, kind: int) -> list[Entity]:
        """Take in a form; longer names come first. What it may name: see `options`."""
        words = words_of(form)
        found = self._same(form, words, kind) or [self._new(form, words, kind)]
        self.options[form] = found
        if len(found) > 1:
            self.has_choice = True
        return found

    def entity_of(self, form: str, gender: int) -> Entity:
        """The entity of the next mention of a form, whose title tells a gender or not (0)."""
        found = self.options[form]
        if gender and found[0].name != form:
            found = [entity for entity in found if first_name_gender(entity.name) in (gender, 0)]
            found = found or [self.others.setdefault(form, Entity(form, PERSON, words_of(form)))]
        if len(found) > 1:
            chosen = next((entity for entity in reversed(self.recent) if entity in found), found[0])
        else:
            chosen = found[0]
        if chosen.kind == PERSON and " " in form:
            self.recent.append(chosen)
        return chosen

    def _new(self, form: str, words: Words, kind: int) -> Entity:
        entity = Entity(form, kind, words)
        self.by_words[kind, words] = entity
        if len(words) > 1 and kind in (PERSON, ORGANISATION):
            for size in range(1, len(words)):
                self.ends[kind, words[-size:]].append(entity)
                self.starts[kind, words[:size]].append(entity)
            if kind == ORGANISATION:
                self.initials.setdefault(initials(form), []).append(entity)
        return entity

    def _same(self, form: str, words: Words, kind: int) -> list[Entity]:
        """The entities that a form may name; empty for a new one."""
        known = self.by_words.get((kind, words))
        if known:
            return [known]
        if kind == PERSON:
            return self._person(words)
        if len(words) == 1:
            named = self.ends.get((PERSON, words), [])
            if len(named) == 1 and words[0] not in words_with(KNOWN_PLACES):
                return named
        if kind == ORGANISATION:
            return self._organisation(form, words)
        return []

    def _person(self, words: Words) -> list[Entity]:
        """Persons whose full name ends with these words, or has the same first and last word.

        Where there is none: the only one whose name begins with these words.
        """
        if len(words) > 1:
            for entity in self.ends.get((PERSON, words[-1:]), ()):
                if same_person(entity.words, words):
                    return [entity]
        ends = self.ends.get((PERSON, words), [])
        if ends:
            return ends
        starts = self.starts.get((PERSON, words), [])
        return starts if len(starts) == 1 else []

    def _organisation(self, form: str, words: Words) -> list[Entity]:
        """The only body that a form abbreviates or begins."""
        if len(words) == 1 and form.isupper():
            full = self.initials.get(words[0], [])
            if len(full) == 1:
                return full
        if len(words) == 1 and words[0] in name_words("W"):
            ends = self.ends.get((ORGANISATION, words), [])
            return ends if len(ends) == 1 else []
        if len(words) == 1 and words[0] in name_words("O"):
            return []
        starts = self.starts.get((ORGANISATION, words), [])
        return starts if len(starts) == 1 else []


def same_person(longer: Words, words: Words) -> bool:
    """Whether two full names with one last word have the same first name, or an initial of it."""
    if words[-1] != longer[-1]:
        return False
    first, other = words[0], longer[0]
    short = min(len(first), len(other))
    return first == other or (short == 1 and first[0] == other[0]) or set(words) <= set(longer)
