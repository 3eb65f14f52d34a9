"""Which colour a topic has, on the map and in the table."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.data.corpus_summary import CorpusSummary, Topic

N_COLOURS = 12  # colours that people can still tell apart beside each other


def coloured(corpus: CorpusSummary) -> Sequence[Topic]:
    """What has a colour of its own: the topics, or their desks where there are more topics than colours."""
    return corpus.desks if corpus.desks and len(corpus.topics) > N_COLOURS else corpus.topics


def colours(corpus: CorpusSummary) -> dict[int, int]:
    """Number of the colour of each topic by its id, larger groups first; N_COLOURS (grey) for those without."""
    number = {group.topic_id: min(rank, N_COLOURS) for rank, group in enumerate(coloured(corpus))}
    parents = {t.topic_id: t.topic_id if t.parent_id is None else t.parent_id for t in corpus.topics}
    return {topic: number.get(topic, number.get(parent, N_COLOURS)) for topic, parent in parents.items()}


def colour_class(number: int) -> str:
    """Class of a colour in the style sheet."""
    return f"c{number}" if number < N_COLOURS else "rest"
