"""Names that do not fit are refused with one that would; codes are free ones."""

import pytest

from directorate.scaffold import names
from directorate.scaffold.errors import BadName
from directorate.scaffold.names import Kind


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.DOMAIN, "field_notes"),
        (Kind.PROVIDER, "acme_v3"),
        (Kind.AGENT, "data-02"),
        (Kind.SKILL, "fair-quotes"),
        (Kind.WORKFLOW, "book-meeting"),
    ],
)
def test_a_fitting_name_is_taken(kind: Kind, name: str) -> None:
    names.check(kind, name)


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        (Kind.DOMAIN, "field-notes", "field_notes"),
        (Kind.DOMAIN, "Field Notes", "field_notes"),
        (Kind.AGENT, "My_Agent", "my-agent"),
        (Kind.SKILL, "../escape", "escape"),
    ],
)
def test_a_near_miss_is_refused_with_a_name_that_fits(kind: Kind, name: str, near: str) -> None:
    with pytest.raises(BadName) as refused:
        names.check(kind, name)
    assert refused.value.fix == f"Try: directorate new {kind} {near}"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.DOMAIN, "class"),
        (Kind.DOMAIN, "tests"),
        (Kind.DOMAIN, "notes2"),
        (Kind.AGENT, "a"),
        (Kind.AGENT, "x" * 41),
    ],
)
def test_a_name_that_cannot_be_is_refused(kind: Kind, name: str) -> None:
    with pytest.raises(BadName):
        names.check(kind, name)


@pytest.mark.parametrize(
    ("slug", "taken", "code"),
    [
        ("my-agent", [], "MYAGENT-01"),
        ("my-agent", ["MyAgent-01"], "MYAGENT-02"),
        ("data-02", [], "DATA-02"),
        ("data-02", ["DATA-02"], "DATA-03"),
    ],
)
def test_an_agents_code_is_made_from_its_name_and_free(slug: str, taken: list[str], code: str) -> None:
    assert names.agent_code(slug, taken) == code
