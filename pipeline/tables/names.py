"""Tables `entities` and `names`, and the interim tables that they are made from."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

ENTITY_KINDS = ("person", "organisation", "place", "other")

_STARTS = "first character of each mention, ascending, offsets into articles.text"
_FORMS = "what stands at each of starts: text[start : start + len(form)] == form"

MENTIONS = table(
    "mentions",
    "a person, organisation or place of an article, by what the article alone says",
    article_id(),
    column("key", pa.string(), "kind and the words that the name is compared by"),
    column("name", pa.string(), "longest form in the article, without titles"),
    column("kind", pa.string(), "what it is", choices=ENTITY_KINDS),
    column("starts", pa.list_(pa.int32()), _STARTS),
    column("forms", pa.list_(pa.string()), _FORMS),
    column("short_keys", pa.list_(pa.string()), "keys of its shorter forms: surname, initials"),
    column("in_title", pa.bool_(), "whether the headline has one of the forms"),
    column("is_short", pa.bool_(), "whether the article has only a surname or initials of it"),
    column("length", pa.int32(), "characters of the article", low=0),
    interim=True,
)

NAME_LINKS = table(
    "name_links",
    "a surname or initials of an article, and the full name that the corpus knows for it",
    article_id(),
    column("key", pa.string(), "key of the entity in mentions"),
    column("full_key", pa.string(), "key of the full name"),
    column("full_name", pa.string(), "the full name as most articles write it"),
    interim=True,
)

ENTITIES = table(
    "entities",
    "a person, organisation or place named in an article",
    article_id(),
    column("entity_id", pa.string(), "16 hex digits; one for a name over the whole corpus, key of names"),
    column("name", pa.string(), "longest form in the article without titles, or the full name that the corpus knows"),
    column("kind", pa.string(), "what it is", choices=ENTITY_KINDS),
    column("count", pa.int32(), "mentions in the text", low=1),
    column("first", pa.int32(), "first character of the first mention", low=0),
    column("starts", pa.list_(pa.int32()), _STARTS),
    column("forms", pa.list_(pa.string()), _FORMS),
    column("in_title", pa.bool_(), "whether the headline has one of the forms"),
    column(
        "salience",
        pa.float32(),
        "how much the article is about it, 0..1: headline, first mention, count",
        low=0,
        high=1,
    ),
    sort=("article_id", "first"),
)

NAMES = table(
    "names",
    "a person, organisation or place of the corpus",
    column("entity_id", pa.string(), "16 hex digits, as in entities"),
    column("name", pa.string(), "as most articles write it in full"),
    column("kind", pa.string(), "what it is", choices=ENTITY_KINDS),
    column("forms", pa.list_(pa.string()), "all its forms, the most frequent first"),
    column("n_articles", pa.int32(), "articles that name it, copies included", low=1),
    column("first_day", pa.date32(), "day of the first article with a day; null without one", nullable=True),
    column("last_day", pa.date32(), "day of the last article with a day; null without one", nullable=True),
    sort=("entity_id",),
)
