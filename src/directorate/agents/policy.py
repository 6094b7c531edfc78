"""Which tools an agent may call at once, by the organization's permission mode and the tool's effect. Pure."""

from enum import StrEnum

from directorate.kit.registry import Effect


class Verdict(StrEnum):
    """What policy says of a tool call."""

    ALLOW = "allow"
    ASK = "ask"


OUTWARD = frozenset({Effect.SEND, Effect.SPEND})


def decide(effect: Effect, permission_mode: str) -> Verdict:
    """Return the verdict: outward effects ask a person unless the organization is on autopilot."""
    if effect in OUTWARD and permission_mode != "autopilot":
        return Verdict.ASK
    return Verdict.ALLOW
