"""The same answer as text, table, JSON and slides; and JSON that has to follow a schema."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import JsonValue

from directorate.simulator.mind import formats, json_output
from directorate.simulator.mind.grounding import OutputFormat, Situation
from tests.simulator.talking import DEMO, Talk

MARKDOWN = """# Title

The lead with **bold**, `code` and a [link](/x). [1]

| A | B |
|---|---:|
| one \\| half | 2 |

- first point
- second point

## Next

> A quotation. [2]
"""


async def shaped(output_format: str) -> str:
    talk = Talk("DATA-02", output_format=output_format)
    await talk.box.attach(DEMO / "files" / "sales-quarter.csv")
    return talk.ask("What is the total revenue by product?")


async def test_text_has_no_markup() -> None:
    answer = await shaped("text")
    assert not set("*|`#") & set(answer)
    assert "A$1,414,400" in answer


async def test_a_table_starts_with_the_table() -> None:
    answer = await shaped("table")
    assert answer.startswith("| Product | Total revenue |")
    assert "[2]" in answer


async def test_json_parses_and_holds_the_rows() -> None:
    answer = json.loads(await shaped("json"))
    assert answer["tables"][0]["rows"][0]["Product"] == "Home battery 10 kWh"


async def test_slides_are_numbered_and_short() -> None:
    answer = await shaped("slides")
    assert answer.startswith("## Slide 1: ")
    assert all(slide.count("\n- ") <= 7 for slide in answer.split("## Slide"))


def test_an_answer_without_a_table_becomes_one() -> None:
    assert formats.shaped("Just a sentence.", OutputFormat.TABLE).splitlines()[-1] == "| Answer | Just a sentence. |"


def test_text_keeps_the_order_of_the_answer() -> None:
    text = formats.plain(MARKDOWN)
    places = [text.index(part) for part in ("TITLE", "The lead", "one | half", "first point", "NEXT", "A quotation")]
    assert places == sorted(places)
    assert "link (/x)" in text


@given(st.text(max_size=400))
def test_any_text_can_be_shaped(text: str) -> None:
    for wanted in OutputFormat:
        formats.shaped(text, wanted)
    json.loads(formats.shaped(text, OutputFormat.JSON))


@dataclass(frozen=True)
class Case:
    name: str
    schema: dict[str, JsonValue]
    ask: str
    expected: JsonValue = None


LEAD = "Kestrel Homes wants a website by 2026-12-01. Write to gwen@kestrel.example. The budget is 9,000 dollars."
SCHEMAS = [
    Case(
        "facts",
        {
            "type": "object",
            "properties": {
                "email": {"type": "string", "format": "email"},
                "due": {"type": "string", "format": "date"},
                "budget": {"type": "integer", "minimum": 1000},
                "phone": {"anyOf": [{"type": "string", "pattern": r"^\+\d{6,}$"}, {"type": "null"}]},
            },
            "required": ["email", "due", "budget", "phone"],
            "additionalProperties": False,
        },
        LEAD,
        {"email": "gwen@kestrel.example", "due": "2026-12-01", "budget": 9000, "phone": None},
    ),
    Case(
        "choice",
        {
            "type": "object",
            "properties": {"tone": {"enum": ["angry", "website request", "other"]}},
            "required": ["tone"],
        },
        LEAD,
        {"tone": "website request"},
    ),
    Case(
        "references",
        {
            "$defs": {"Part": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}},
            "type": "object",
            "properties": {"parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "minItems": 2, "maxItems": 2}},
            "required": ["parts"],
        },
        LEAD,
    ),
]


@pytest.mark.parametrize("case", SCHEMAS, ids=lambda case: case.name)
def test_a_schema_is_filled_from_the_prompt(case: Case) -> None:
    found = json_output.filled(case.schema, Situation(ask=case.ask), case.ask)
    Draft202012Validator(case.schema).validate(found)
    if case.expected is not None:
        assert found == case.expected


def test_a_value_that_is_not_in_the_prompt_is_not_made_up() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"price": {"type": "number"}},
        "required": ["price"],
    }
    assert json_output.filled(schema, Situation(ask="Tell me about the brand."), "Tell me about the brand.") is None


def test_a_field_named_email_holds_the_address() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"email": {"type": "string"}, "due_date": {"type": "string"}},
        "required": ["email", "due_date"],
    }
    found = json_output.filled(schema, Situation(ask=LEAD), LEAD)
    assert found == {"email": "gwen@kestrel.example", "due_date": "2026-12-01"}


def test_an_example_object_in_the_prompt_gives_the_keys() -> None:
    situation = Situation(ask=LEAD, instructions='Answer as JSON: {"email": "a@b.example", "summary": "..."}')
    assert list(json.loads(json_output.free_object(situation, LEAD))) == ["email", "summary"]
