"""Table `keywords`."""

import pyarrow as pa

from pipeline.tables.schema import article_id, column, table

KEYWORDS = table(
    "keywords",
    "a keyphrase of an article",
    article_id(),
    column("rank", pa.int32(), "1 is the best", low=1),
    column("keyword", pa.string(), "as the text has it, in its most frequent form and spelling"),
    column(
        "keyword_key",
        pa.string(),
        "one for all forms of a keyword over the corpus: entity_id of a name, else its words, small and singular",
    ),
    column("score", pa.float32(), "higher is better; comparable within an article"),
    column("count", pa.int32(), "places where the text reads so, in any case; a longer form (plural) counts", low=1),
    column("starts", pa.list_(pa.int32()), "first character of each occurrence, offsets into articles.text"),
    sort=("article_id", "rank"),
)
