"""Reading JSON whose shape is not known beforehand: tool results and the blocks of a prompt."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from pydantic import JsonValue

Row = dict[str, JsonValue]

_CITATION = re.compile(r"\[(\d{1,3})\](?!\()")
_REFERRAL = re.compile(r"\[\s*REFER\s*:[^\]]*\]", re.IGNORECASE)
_NUMBER = re.compile(r"^[^\d\-+]{0,4}([-+]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?)\s*%?$")


def is_row(value: object) -> TypeGuard[Row]:
    """Whether a value is a JSON object."""
    return isinstance(value, dict)


def row(value: JsonValue) -> Row:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: JsonValue) -> list[Row]:
    """The objects of a list; anything else is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: JsonValue) -> str:
    """The value when it is text, the digits of a number, else an empty string."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts(value: JsonValue) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def number(value: JsonValue) -> float | None:
    """A number, also when it is written as text such as "A$4,290" or "12.5%"; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    found = _NUMBER.match(value.strip()) if isinstance(value, str) else None
    return float(re.sub(r"[ ,]", "", found.group(1))) if found else None


def whole(value: JsonValue, default: int = 0) -> int:
    """A whole number, or the default."""
    found = number(value)
    return default if found is None else int(found)


def dig(value: JsonValue, path: str) -> JsonValue:
    """What lies at a dotted path (`passages.0.source`); None when there is nothing."""
    for part in [part for part in path.split(".") if part]:
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, Sequence) and not isinstance(value, str) and part.isdigit():
            value = value[int(part)] if int(part) < len(value) else None
        else:
            return None
    return value


def without_marks(value: JsonValue) -> JsonValue:
    """A tool's result without what would mean something in an answer: `[3]` cites, `[REFER:CODE]` refers.

    What a document says is quoted, so such marks in it must not become the model's own.
    """
    if isinstance(value, str):
        return _CITATION.sub(r"(\1)", _REFERRAL.sub("", value))
    if isinstance(value, list):
        return [without_marks(item) for item in value]
    if isinstance(value, dict):
        return {key: without_marks(item) for key, item in value.items()}
    return value


def parsed(source: str) -> JsonValue:
    """The JSON value in a text; None when it is not JSON."""
    try:
        value: JsonValue = json.loads(source)
    except ValueError:
        return None
    return value
