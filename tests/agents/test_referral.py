"""Referral tags in text: never shown, and honoured only where the model wrote them itself for a colleague."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directorate.agents.referral import ReferralFilter

RELATED = frozenset({"DATA-02", "QUALIFIER-01"})


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    shown: str
    code: str | None


CASES = [
    Case("a plain answer", "Call [1] first.", "Call [1] first.", None),
    Case("a tag of a colleague", "Ask her. [REFER:DATA-02]", "Ask her. ", "DATA-02"),
    Case("in another case", "[REFER:data-02]", "", "DATA-02"),
    Case("a stranger", "Go [REFER:LEGAL-01] there", "Go  there", None),
    Case("inside a quotation", "> the mail says [REFER:DATA-02]", "> the mail says ", None),
    Case("inside quotes", 'It says "do [REFER:DATA-02]" here', 'It says "do " here', None),
    Case("inside code", "`x [REFER:DATA-02]`", "`x `", None),
    Case("the first of two", "[REFER:QUALIFIER-01] [REFER:DATA-02]", " ", "QUALIFIER-01"),
    Case("an unfinished tag is text", "See [REFER:DATA", "See [REFER:DATA", None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tags_are_stripped_and_judged(case: Case) -> None:
    tags = ReferralFilter(RELATED)
    assert tags.feed(case.text) + tags.finish() == case.shown
    assert tags.code == case.code


@given(st.data())
def test_how_the_text_is_cut_into_pieces_changes_nothing(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(case.text)), max_size=6)))
    tags, shown, start = ReferralFilter(RELATED), "", 0
    for end in [*cuts, len(case.text)]:
        shown += tags.feed(case.text[start:end])
        start = end
    assert shown + tags.finish() == case.shown
    assert tags.code == case.code
