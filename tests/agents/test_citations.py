"""Citations are numbered as the reader meets them, with the excerpt that bears the statement."""

from hypothesis import given
from hypothesis import strategies as st

from directorate.agents.citations import Citations
from directorate.kit.registry import Source

SOURCES = {n: Source(n=n, kind="file", title=f"file {n}", excerpt=f"excerpt {n}") for n in (1, 2, 3)}
TEXT = "Prices fell [3]. Sales rose [1] [3], see [9] and [link](x). A list[2]"
SHOWN = "Prices fell [1]. Sales rose [2] [1], see [9] and [link](x). A list[3]"


def test_numbers_follow_the_order_of_the_answer() -> None:
    citations = Citations(SOURCES, {})
    assert citations.feed(TEXT) + citations.finish() == SHOWN
    assert [(n, source.title) for n, source in citations.cited.items()] == [(1, "file 3"), (2, "file 1"), (3, "file 2")]
    assert [source.n for source in citations.cited.values()] == [1, 2, 3]


@given(st.data())
def test_how_the_text_is_cut_changes_nothing(data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(TEXT)), max_size=8)))
    citations, shown, start = Citations(SOURCES, {}), "", 0
    for end in [*cuts, len(TEXT)]:
        shown += citations.feed(TEXT[start:end])
        start = end
    assert shown + citations.finish() == SHOWN


def test_the_excerpt_shows_what_is_cited() -> None:
    page = "Demand grew in the quarter. " * 20 + "The price of a battery fell to A$9,420. " + "More follows. " * 20
    citations = Citations(SOURCES, {1: page})
    citations.feed("Much happened. A battery now has a price of A$9,420 [1].")
    assert "A$9,420" in citations.cited[1].excerpt
    assert len(citations.cited[1].excerpt) <= 300
