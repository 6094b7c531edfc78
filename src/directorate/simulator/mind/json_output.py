"""Fills a JSON Schema from the words of a prompt: values are found, never made up, and the result is validated."""

import json
import re
from dataclasses import dataclass

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError
from pydantic import JsonValue

from directorate.simulator.mind import formats, values
from directorate.simulator.mind.grounding import Situation
from directorate.simulator.mind.words import coverage, likeness, stem, stems

_DEEPEST = 12
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_FORMATS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "uri": re.compile(r"https?://[^\s)\"'>]+"),
    "date": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "date-time": re.compile(r"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})"),
    "time": re.compile(r"\b\d{2}:\d{2}(?::\d{2})?\b"),
    "uuid": re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE),
}
_FORMS_BY_NAME = {"email": "email", "url": "uri", "link": "uri", "date": "date"}


class _NotFound(Exception):
    """The text holds nothing that a required value could be taken from."""


@dataclass(frozen=True)
class _Content:
    """What values may be taken from."""

    text: str
    sentences: tuple[str, ...]
    root: values.Row


def filled(schema: values.Row, situation: Situation, answer: str) -> JsonValue:
    """A value that validates against the schema, taken from the ask and the answer; None without one."""
    text = formats.plain(answer)
    said = f"{situation.ask}\n{text}" if text.strip() != situation.ask.strip() else situation.ask
    sentences = tuple(piece.strip(" -") for piece in _SENTENCE.split(said) if piece.strip(" -"))
    try:
        value = _value(schema, "", _Content(said, sentences, schema), 0)
        valid = Draft202012Validator(schema, format_checker=FormatChecker()).is_valid(value)
    except (_NotFound, SchemaError, re.error):
        return None
    return value if valid else None


def free_object(situation: Situation, answer: str) -> str:
    """A JSON object without a schema: with the keys of an example object in the prompt, else the answer's parts."""
    example = _example_object(f"{situation.instructions}\n{situation.ask}")
    if example is None:
        return formats.shaped(answer, formats.OutputFormat.JSON)
    properties: values.Row = {key: _schema_of(value) for key, value in example.items()}
    schema: values.Row = {"type": "object", "properties": properties, "required": list(example)}
    return json.dumps(filled(schema, situation, answer) or formats.as_json(answer), ensure_ascii=False)


def _value(schema: JsonValue, name: str, content: _Content, depth: int) -> JsonValue:
    if depth > _DEEPEST:
        raise _NotFound
    node = _resolved(values.row(schema), content)
    if "const" in node:
        return node["const"]
    if isinstance(choices := node.get("enum"), list):
        return _choice(choices, content)
    for union in ("anyOf", "oneOf"):
        if isinstance(options := node.get(union), list):
            return _first_possible(options, name, content, depth)
    return _typed(node, name, content, depth)


def _typed(node: values.Row, name: str, content: _Content, depth: int) -> JsonValue:
    match _type(node):
        case "object":
            return _object(node, content, depth)
        case "array":
            return _array(node, name, content, depth)
        case "string":
            return _string(node, name, content)
        case "integer" | "number" as kind:
            return _number(node, name, content, whole=kind == "integer")
        case "boolean":
            return _boolean(name, content)
        case _:
            return None


def _type(node: values.Row) -> str:
    kind = node.get("type")
    if isinstance(kind, list):
        return values.text(next((item for item in kind if item != "null"), "null"))
    return values.text(kind) or ("object" if "properties" in node else "array" if "items" in node else "string")


def _resolved(node: values.Row, content: _Content) -> values.Row:
    """The node with its reference followed and `allOf` merged into it."""
    reference = values.text(node.get("$ref"))
    if reference.startswith("#"):
        target = values.row(values.dig(content.root, reference.removeprefix("#").replace("/", ".")))
        node = target | {key: value for key, value in node.items() if key != "$ref"}
    for part in values.rows(node.get("allOf")):
        node = _resolved(part, content) | {key: value for key, value in node.items() if key != "allOf"}
    return node


def _first_possible(options: list[JsonValue], name: str, content: _Content, depth: int) -> JsonValue:
    for option in sorted(options, key=lambda option: values.row(option).get("type") == "null"):
        try:
            return _value(option, name, content, depth + 1)
        except _NotFound:
            continue
    raise _NotFound


def _object(node: values.Row, content: _Content, depth: int) -> JsonValue:
    required = set(values.texts(node.get("required")))
    found: values.Row = {}
    for key, schema in values.row(node.get("properties")).items():
        try:
            found[key] = _value(schema, _described(key, values.row(schema)), content, depth + 1)
        except _NotFound:
            if key in required:
                raise
    return found


def _array(node: values.Row, name: str, content: _Content, depth: int) -> JsonValue:
    least, most = values.whole(node.get("minItems")), values.whole(node.get("maxItems"), 5)
    items = _resolved(values.row(node.get("items")), content)
    ranked = _ranked(name, content)
    found: list[JsonValue] = []
    for sentence in ranked[: max(least, min(most, len(ranked), 5))]:
        one = _Content(sentence, (sentence,), content.root)
        try:
            value = _value(items, name, one, depth + 1)
        except _NotFound:
            continue
        if value not in found:
            found.append(value)
    if len(found) < least:
        raise _NotFound
    return found[:most]


def _string(node: values.Row, name: str, content: _Content) -> str:
    pattern = _FORMATS.get(values.text(node.get("format")))
    if "pattern" in node:
        pattern = re.compile(values.text(node.get("pattern")).strip("^$"))
    if pattern is not None:
        found = pattern.search(content.text)
        if found is None:
            raise _NotFound
        return found.group(0)
    by_name = _FORMATS[form].search(content.text) if (form := _form_of(name)) else None
    if by_name is not None:
        return by_name.group(0)
    text = " ".join((_ranked(name, content) or [""])[0].split())
    longest, shortest = values.whole(node.get("maxLength"), 2000), values.whole(node.get("minLength"))
    text = text if len(text) >= shortest else " ".join(content.text.split())
    if len(text) < shortest:
        raise _NotFound
    return text[:longest]


def _form_of(name: str) -> str:
    """The format a plain text field has by its name: "email" holds an address, "due_date" a date."""
    named = set(stems(name.split("\n", maxsplit=1)[0]))
    return next((form for word, form in _FORMS_BY_NAME.items() if stem(word) in named), "")


def _number(node: values.Row, name: str, content: _Content, *, whole: bool) -> int | float:
    """The number in the sentence that fits the name best; one is never made up."""
    for sentence in _ranked(name, content):
        for found in _NUMBER.findall(sentence):
            number = float(found.replace(",", ""))
            if _in_range(node, number) and (not whole or number.is_integer()):
                return int(number) if whole else number
    raise _NotFound


def _in_range(node: values.Row, number: float) -> bool:
    least, most = values.number(node.get("minimum")), values.number(node.get("maximum"))
    above, under = values.number(node.get("exclusiveMinimum")), values.number(node.get("exclusiveMaximum"))
    return (
        (least is None or number >= least)
        and (most is None or number <= most)
        and (above is None or number > above)
        and (under is None or number < under)
    )


def _boolean(name: str, content: _Content) -> bool:
    """True where most of the name's words stand in the text and are not denied there."""
    wanted = stems(name)
    best = max(content.sentences, key=lambda sentence: coverage(wanted, stems(sentence)), default="")
    denied = re.search(r"\b(no|not|never|none|without|isn't|doesn't|won't|can't)\b", best, re.IGNORECASE)
    return coverage(wanted, stems(best)) >= 0.5 and not denied


def _choice(choices: list[JsonValue], content: _Content) -> JsonValue:
    held = stems(content.text)
    scored = [(coverage(stems(str(choice).replace("_", " ")), held), -index) for index, choice in enumerate(choices)]
    best = max(range(len(choices)), key=lambda index: scored[index], default=None)
    if best is None:
        raise _NotFound
    neutral = [
        index for index, choice in enumerate(choices) if str(choice).lower() in {"other", "unknown", "none", "unclear"}
    ]
    return choices[neutral[0]] if neutral and scored[best][0] == 0 else choices[best]


def _ranked(name: str, content: _Content) -> list[str]:
    """The sentences, those most like a name first; equal ones in the order of the text."""
    return sorted(content.sentences, key=lambda sentence: -likeness(name, sentence))


def _described(key: str, schema: values.Row) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", key)
    return f"{spaced}\n{values.text(schema.get('description'))}".strip()


def _example_object(text: str) -> values.Row | None:
    for found in re.finditer(r"\{[^{}]*\}", text):
        example = values.parsed(found.group(0))
        if values.is_row(example) and example:
            return example
    return None


def _schema_of(value: JsonValue) -> JsonValue:
    match value:
        case bool():
            return {"type": "boolean"}
        case int() | float():
            return {"type": ["number", "null"], "anyOf": [{"type": "number"}, {"type": "null"}]}
        case list():
            return {"type": "array", "items": {"type": "string"}}
        case _:
            return {"type": "string"}
