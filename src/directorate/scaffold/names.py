"""The names a skeleton is written with, all made from the one a person gives. Pure."""

import keyword
import re
from collections.abc import Collection
from enum import StrEnum

from directorate.kit.errors import FieldError
from directorate.scaffold.errors import BadName

LONGEST = 40
CODE_NUMBER = re.compile(r"-?(\d{2})$")
TAKEN_PACKAGES = frozenset({"bundled", "directorate", "test", "tests"})


class Kind(StrEnum):
    """What can be written."""

    DOMAIN = "domain"
    PROVIDER = "provider"
    AGENT = "agent"
    SKILL = "skill"
    WORKFLOW = "workflow"


RULES: dict[Kind, tuple[re.Pattern[str], str]] = {
    # A domain's name is part of its tools' names, which hold letters and underscores only.
    Kind.DOMAIN: (re.compile(r"[a-z]+(_[a-z]+)*"), "lower-case letters, words joined by _, such as field_notes"),
    Kind.PROVIDER: (re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"), "lower-case letters and digits, words joined by _"),
    Kind.AGENT: (re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), "lower-case letters and digits, words joined by -"),
    Kind.SKILL: (re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), "lower-case letters and digits, words joined by -"),
    Kind.WORKFLOW: (re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), "lower-case letters and digits, words joined by -"),
}


def check(kind: Kind, name: str) -> None:
    """Refuse a name that breaks the rule of its kind.

    Raises:
        BadName: with the rule, and a name that would do where one is near.
    """
    pattern, rule = RULES[kind]
    reserved = kind in {Kind.DOMAIN, Kind.PROVIDER} and (keyword.iskeyword(name) or name in TAKEN_PACKAGES)
    if pattern.fullmatch(name) and 2 < len(name) <= LONGEST and not reserved:
        return
    joint = "_" if kind in {Kind.DOMAIN, Kind.PROVIDER} else "-"
    near = re.sub(r"[^a-z0-9]+", joint, name.lower()).strip(joint)[:LONGEST]
    usable = near != name and len(near) > 2 and pattern.fullmatch(near)
    raise BadName(
        f"{name!r} cannot be the name of a {kind}: it takes {rule}, 3 to {LONGEST} characters.",
        fix=f"Try: directorate new {kind} {near}" if usable else "Choose another name.",
        errors=[FieldError("/name", rule)],
    )


def title(name: str) -> str:
    """Return `field-notes` as `Field notes`."""
    return " ".join(re.split(r"[-_]", name)).capitalize()


def agent_code(slug: str, taken: Collection[str]) -> str:
    """Return a free agent code: `field-notes` gives `FIELDNOTES-01`, `data-02` gives `DATA-02`."""
    number = CODE_NUMBER.search(slug)
    stem = "".join(re.split(r"-", slug[: number.start()] if number else slug)).upper()
    wanted = range(int(number.group(1)) if number else 1, 100)
    lowered = {code.casefold() for code in taken}
    free = (f"{stem}-{count:02d}" for count in wanted)
    return next(code for code in free if code.casefold() not in lowered)
