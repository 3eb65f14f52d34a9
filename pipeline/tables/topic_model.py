"""Tables of a topic model: all that is needed to assign articles, name topics and hand their ids on.

`accepted_*` is the model that was accepted, as it stands in its folder; `model_*` is the one that tonight's tables were
made with, the candidate to be accepted. docs/topics.md tells how they are used.
"""

import pyarrow as pa

from pipeline.tables.schema import Column, Table, column, table
from pipeline.tables.topics import TERM

FORMAT = 3
MADE = ("fitted", "assigned", "refitted")
REASONS = ("none", "first", "asked", "number", "days", "drift")
DAY = pa.date32()
TRIED = pa.struct(
    [
        pa.field("n_topics", pa.int32()),
        pa.field("stability", pa.float32()),
        pa.field("coherence", pa.float32()),
        pa.field("worth", pa.float32()),
    ]
)
_REALS = pa.list_(pa.float32())

_TOPICS = (
    column("topic_id", pa.int32(), "never given to another topic", low=0),
    column("parent_id", pa.int32(), "topic_id of its desk; null at the top", nullable=True),
    column("label", pa.string(), "readable, unique"),
    column("terms", pa.list_(TERM), "terms that stand out, with weights, best first"),
    column("coherence", pa.float32(), "mean NPMI of the pairs of the ten first terms, -1..1", low=-1, high=1),
    column("representative_ids", pa.list_(pa.string()), "articles that stood for it when the model was fitted"),
    column("since", DAY, "first day with an article of the topic; null when none had a day", nullable=True),
    column("n_articles", pa.int32(), "articles when the model was fitted, duplicates included", low=0),
    column("n_texts", pa.int32(), "distinct texts among those that it was fitted on; 0 for a desk", low=0),
    column("log_share", pa.float32(), "log share of the texts; null for a desk", nullable=True),
    column("floor", pa.float32(), "log probability of a term that it does not hold; null for a desk", nullable=True),
    column("centre", _REALS, "its direction in the space of the axes; empty for a desk"),
    column("x", pa.float32(), "middle of its disc on the map, -1..1; null for a desk", nullable=True),
    column("y", pa.float32(), "the same, upwards", nullable=True),
    column(
        "clarity", pa.float32(), "how often its held-out texts find back to it, 0..1; null for a desk", nullable=True
    ),
    column("radius", pa.float32(), "of its disc, in units of the map; null for a desk", nullable=True),
)
_TERMS = (
    column("term", pa.string(), "lower case"),
    column("idf", pa.float32(), "how rare the term is, above 0"),
    column("axes", pa.list_(pa.int8()), "direction of the term, in the steps that model_facts has"),
    column("lift", pa.list_(pa.float16()), "log probability above the topic's floor; a value a topic, desks left out"),
)
_FACTS = (
    column("format", pa.int32(), "of these tables", low=FORMAT, high=FORMAT),
    column("n_topics", pa.int32(), "rows of model_topics, desks included", low=1),
    column("n_terms", pa.int32(), "rows of model_terms", low=1),
    column("n_articles", pa.int32(), "articles of the corpus that the model was fitted on", low=0),
    column("n_texts", pa.int32(), "distinct texts that the fit saw", low=0),
    column("n_chosen", pa.int32(), "n_texts of the fit in which the number of topics was decided", low=0),
    column("newest_day", DAY, "day that 99 in 100 articles were not newer than; null without days", nullable=True),
    column("asked", pa.int32(), "number of topics asked for; 0 where the articles decided", low=0),
    column("tried", pa.list_(TRIED), "the number of topics and what speaks for it; empty where it was given"),
    column("free_id", pa.int32(), "smallest topic_id that was never given", low=0),
    column("weak", pa.float32(), "strength that one unseen text in ten does not reach, 0..1", low=0, high=1),
    column("mean_length", pa.float32(), "terms of a text in the mean"),
    column("step", _REALS, "size of a step of each axis"),
    column("turn_x", _REALS, "from the axes to the map"),
    column("turn_y", _REALS, "the same, upwards"),
    column("weights", _REALS, "what each sign of a topic adds to the log odds that it is right; empty: not learnt"),
    column("base", pa.float32(), "the log odds without any sign"),
    column(
        "solid",
        pa.float32(),
        "what the topics as a whole are worth: 0 where halves of the texts disagree, 1",
        low=0,
        high=1,
    ),
    column("ceiling", pa.float32(), "idf of a term that no text holds"),
    column("familiar", pa.float32(), "median familiarity of the texts: mean log of the texts that hold their terms"),
    column("spread", pa.float32(), "standard deviation of that, from the median deviation"),
    column("closeness", pa.float32(), "median cosine of the texts to the centre of their topic", low=-1, high=1),
)


def _pair(name: str, description: str, columns: tuple[Column, ...], sort: tuple[str, ...]) -> tuple[Table, Table]:
    """The same table of the accepted model and of tonight's."""
    return (
        table(f"accepted_{name}", f"{description} of the accepted model", *columns, sort=sort, interim=True),
        table(f"model_{name}", f"{description} of tonight's model", *columns, sort=sort, interim=True),
    )


ACCEPTED_TOPICS, MODEL_TOPICS = _pair("topics", "a topic or desk", _TOPICS, ("topic_id",))
ACCEPTED_TERMS, MODEL_TERMS = _pair("terms", "a term that counts", _TERMS, ("term",))
ACCEPTED_FACTS, MODEL_FACTS = _pair("facts", "what there is to know", _FACTS, ())

TOPIC_STATE = table(
    "topic_state",
    "how tonight's topics were made",
    column("made", pa.string(), "fitted without a model, assigned by the accepted one, or refitted", choices=MADE),
    column("reason", pa.string(), "why they were fitted; none for assigned", choices=REASONS),
    column("drift", pa.float32(), "from the accepted model, 0..1; null without one", nullable=True, low=0, high=1),
    column("accepted_day", DAY, "newest_day of the accepted model; null without one", nullable=True),
    column("tried", pa.list_(TRIED), "as in model_facts"),
    sort=(),
    interim=True,
)
MODEL = (ACCEPTED_TOPICS, ACCEPTED_TERMS, ACCEPTED_FACTS, MODEL_TOPICS, MODEL_TERMS, MODEL_FACTS, TOPIC_STATE)
