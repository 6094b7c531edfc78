"""The wording by which people ask things of tables: figures, order, groups, periods, comparisons."""

import re
from typing import Literal

Function = Literal["sum", "mean", "median", "min", "max", "count", "distinct"]
Period = Literal["day", "week", "month", "quarter", "year"]

COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
OPERATORS = {
    "over": ">",
    "above": ">",
    "more than": ">",
    "greater than": ">",
    "exceeds": ">",
    "exceeding": ">",
    "at least": ">=",
    "under": "<",
    "below": "<",
    "less than": "<",
    "fewer than": "<",
    "at most": "<=",
    "up to": "<=",
}
SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}

_HIGH = "highest most top best largest biggest greatest max maximum leading strongest longest newest latest"
_LOW = "lowest least bottom worst smallest fewest min minimum weakest cheapest shortest earliest youngest ascending"
_NUMBERS = rf"(\d{{1,3}}|{'|'.join(COUNTS)})"
_RANKED = "|".join([*_HIGH.split(), *_LOW.split(), "first", "last"])
_PERIOD = "day|week|month|quarter|year"


def _any(listed: str) -> re.Pattern[str]:
    """A pattern for any of the words and phrases between bars, as whole words."""
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


FUNCTIONS: tuple[tuple[re.Pattern[str], Function], ...] = (
    (_any("distinct|unique|how many different"), "distinct"),
    (_any("average|mean|avg|typical|typically"), "mean"),
    (_any("median"), "median"),
    (_any("total|sum|altogether|in all|overall|how much|add up"), "sum"),
    (_any("how many|number of|count|how often|most common|most frequent"), "count"),
)
MONEY = _any("spent|spends?|spending|worth|revenue|turnover|earn(?:ed|s)?|money|brought in|bring in|bought|takings")
AMOUNTS = ("amount", "revenue", "total", "value", "sales", "turnover", "spend", "price", "cost", "fee", "budget")
"""What columns of money are called, the likeliest first."""
COUNTED = re.compile(r"\b(?:how many|number of)\s+((?:[\w'-]+\s*){1,2})", re.IGNORECASE)
DESCENDING = _any("|".join([*_HIGH.split(), "priciest", "rank", "ranked", "sort", "sorted", "order", "ordered"]))
ASCENDING = _any("|".join(_LOW.split()))
TOP = re.compile(rf"\b(?:{_RANKED})\s+{_NUMBERS}\b|\b{_NUMBERS}\s+(?:{_RANKED})\b", re.IGNORECASE)
GROUPED = re.compile(r"\b(?:by|per|each|every|across|between)\s+((?:[\w'-]+\s*){1,4})", re.IGNORECASE)
CHOSEN = re.compile(r"\b(?:which|what|whose)\s+((?:[\w'-]+\s*){1,2})", re.IGNORECASE)
SHARE = re.compile(
    r"\b(?:share|percentage|percent|proportion|fraction|mix|split|breakdown|distribution)\b|%", re.IGNORECASE
)
COMMON = _any("most common|most frequent")
TREND = _any(
    f"trend|trends|over time|timeline|develop|developed|development|(?:by|per|each|every|over the) (?:{_PERIOD})s?|"
    "daily|weekly|monthly|quarterly|yearly"
)
PERIODS: tuple[tuple[re.Pattern[str], Period], ...] = (
    (_any("days?|daily"), "day"),
    (_any("weeks?|weekly"), "week"),
    (_any("months?|monthly"), "month"),
    (_any("quarters?|quarterly"), "quarter"),
    (_any("years?|yearly|annual|annually"), "year"),
)
LISTING = _any("list|show|which|who|find|give me|rows?|entries|records|filter")
OVERVIEW = _any(
    r"what(?:'s| is) in|overview|describe|structure|columns|summar\w+|profile|tell me about|look like|quality|explain"
)
EMPTY = _any("empty|missing|blank|without(?: an?| any)?|no|lack|lacks|lacking|not filled")
COMPARED = re.compile(
    rf"(?P<op>>=|<=|>|<|\b(?:{'|'.join(OPERATORS)})\b)\s*(?:an?\s+)?[^\w\s-]{{0,3}}\s*"
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>k|m|thousand|million)?\b",
    re.IGNORECASE,
)
