"""Charts: well-formed, inside their frame, the same every time, and honest about their axis."""

import re
from dataclasses import dataclass

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from directorate.knowledge.charts import frame
from directorate.knowledge.charts.draw import svg
from directorate.knowledge.charts.series import ChartKind
from directorate.knowledge.errors import ChartInvalid

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    {"region": "North & West <b>", "revenue": 12840.5, "cost": 9000},
    {"region": "South", "revenue": -1200, "cost": None},
    {"region": None, "revenue": 0, "cost": "1,250"},
]
names = st.text(min_size=1, max_size=60)
numbers = st.one_of(st.none(), st.floats(-1e12, 1e12, allow_nan=False), st.integers(-(10**9), 10**9))


def outside(text: str) -> list[str]:
    """Labels that reach over the edge of the picture, by the width of Inter's mean letter."""
    root = ElementTree.fromstring(text)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    wrong: list[str] = []
    for label in root.iter(f"{SVG}text"):
        x, y, shown = float(label.attrib["x"]), float(label.attrib["y"]), label.text or ""
        size = frame.text_width(shown) * 0.9
        start = {"start": x, "middle": x - size / 2, "end": x - size}[label.attrib["text-anchor"]]
        if start < 0 or start + size > width or not 8 < y < height:
            wrong.append(shown)
    return wrong


@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_chart_is_wellformed_and_nothing_is_cut_off(kind: ChartKind) -> None:
    text = svg(ROWS, kind, "Revenue & cost by region", "region", ["revenue", "cost"])

    assert outside(text) == []
    assert svg(ROWS, kind, "Revenue & cost by region", "region", ["revenue", "cost"]) == text


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("rows", [1, 2, 12])
def test_long_names_and_long_titles_stay_inside(kind: ChartKind, rows: int) -> None:
    long = "A department with a name that goes on for longer than any chart"
    records = [{"x": f"{long} {at}", f"a {long}": 10**9 * at, f"b {long}": -at} for at in range(1, rows + 1)]

    text = svg(records, kind, f"{long}. " * 4, "x", [f"a {long}", f"b {long}"])

    narrow = svg([{"x": row["x"], "y": 1} for row in records], kind, "t", "x", ["y"])
    assert outside(text) == outside(narrow) == []
    assert long not in [label.text for label in ElementTree.fromstring(text).iter(f"{SVG}text")]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(ChartKind)),
    names,
    st.lists(st.tuples(names, numbers, numbers), min_size=1, max_size=12),
    st.lists(names.filter(str.strip), min_size=2, max_size=2, unique_by=lambda name: " ".join(name.split())),
)
def test_whatever_is_drawn_stays_inside(
    kind: ChartKind, title: str, rows: list[tuple[str, float | None, float | None]], series: list[str]
) -> None:
    records = [{"label of the row": name, series[0]: first, series[1]: second} for name, first, second in rows]
    try:
        text = svg(records, kind, title, "label of the row", series)
    except ChartInvalid:
        assert all(first is None and second is None for _, first, second in rows)
        return

    assert outside(text) == []


def test_the_title_is_a_sentence_and_the_description_is_the_table() -> None:
    root = ElementTree.fromstring(svg(ROWS, ChartKind.BAR, "Revenue", "region", ["revenue"]))

    assert root.findtext(f"{SVG}title") == (
        "Revenue. Bar chart of revenue by region, 3 values; revenue highest 12,840.5 (North & West <b>), "
        "lowest −1,200 (South)."
    )
    description = (root.findtext(f"{SVG}desc") or "").split("\n")
    assert description == ["region\trevenue", "North & West <b>\t12,840.5", "South\t−1,200", "(empty)\t0"]


def test_bars_start_at_zero_and_dots_say_when_they_do_not() -> None:
    rows = [{"x": "a", "y": 96}, {"x": "b", "y": 98}]

    bars = svg(rows, ChartKind.BAR, "t", "x", ["y"])
    dots = svg(rows, ChartKind.DOT, "t", "x", ["y"])

    assert ">0</text>" in bars
    assert "Axis from" not in bars
    assert re.search(r"Axis from 9\d(\.\d)? to 9\d", dots)


def test_series_differ_by_dash_and_mark_and_are_named_at_their_end() -> None:
    rows = [{"month": f"2025-0{month}-01", "a": month, "b": 2 * month, "c": 9 - month} for month in range(1, 7)]

    root = ElementTree.fromstring(svg(rows, ChartKind.LINE, "t", "month", ["a", "b", "c"]))

    dashes = {
        path.attrib.get("stroke-dasharray", "") for path in root.iter(f"{SVG}path") if "stroke-width" in path.attrib
    }
    labels = [label.text for label in root.iter(f"{SVG}text") if label.attrib["class"] == "dl"]
    assert {"", "6 4", "1.5 3.5"} <= dashes
    assert labels == ["a 6", "b 12", "c 3"]


def test_a_line_breaks_where_a_value_is_missing() -> None:
    rows = [{"x": at, "y": None if at == 3 else at} for at in range(1, 7)]

    root = ElementTree.fromstring(svg(rows, ChartKind.LINE, "t", "x", ["y"]))

    assert len([path for path in root.iter(f"{SVG}path") if "transform" not in path.attrib]) == 2


def test_a_chart_cannot_carry_a_script() -> None:
    rows = [{"x": "</text><script>alert(1)</script>", "y": 1}]

    root = ElementTree.fromstring(svg(rows, ChartKind.BAR, "<script>alert(2)</script>", "x", ["y"]))

    assert list(root.iter(f"{SVG}script")) == []


@dataclass
class Misfit:
    rows: list[dict[str, object]]
    y: list[str]
    pointer: str


@pytest.mark.parametrize(
    "case",
    [
        Misfit([], ["y"], "/rows"),
        Misfit([{"x": "a", "y": 1}], ["z"], "/y/0"),
        Misfit([{"x": "a", "y": "many"}], ["y"], "/rows/0/y"),
        Misfit([{"x": "a", "y": None}], ["y"], "/y"),
        Misfit([{"x": "a", "y": 1}], [], "/y"),
        Misfit([{"x": str(at), "y": 1} for at in range(61)], ["y"], "/rows"),
    ],
    ids=lambda case: f"{case.pointer} of {len(case.rows)}",
)
def test_rows_that_cannot_be_drawn_are_refused_with_a_pointer(case: Misfit) -> None:
    with pytest.raises(ChartInvalid) as caught:
        svg(case.rows, ChartKind.BAR, "t", "x", case.y)  # type: ignore[arg-type]

    assert caught.value.errors[0].pointer == case.pointer
    assert caught.value.fix
