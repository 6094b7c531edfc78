"""Draws a chart: the one entry of this package."""

from collections.abc import Mapping, Sequence

from directorate.knowledge.charts import frame, lines, rows
from directorate.knowledge.charts.series import Chart, ChartKind, prepare
from directorate.knowledge.tables.clauses import Cell


def svg(records: Sequence[Mapping[str, Cell]], kind: ChartKind, title: str, x: str, y: Sequence[str]) -> str:
    """An SVG of the rows: `x` names the labels, `y` the series of numbers. The same rows give the same text.

    Raises: `ChartInvalid` with a pointer to what cannot be drawn.
    """
    chart = prepare(records, kind, title, x, y)
    top = 24 + frame.LINE_HEIGHT * len(frame.title_lines(chart.title))
    module = lines if kind is ChartKind.LINE else rows
    height, parts = module.draw(chart, top)
    return frame.document(chart, height, parts, sentence(chart))


def sentence(chart: Chart) -> str:
    """The chart in one sentence, for those who hear it: what it shows, its highest and its lowest value."""
    name, values = next(iter(chart.series.items()))
    known = [(value, label) for value, label in zip(values, chart.labels, strict=True) if value is not None]
    series = " and ".join(chart.series) if len(chart.series) < 3 else f"{len(chart.series)} series"
    text = f"{chart.title}. {chart.kind.capitalize()} chart of {series} by {chart.x}, {len(chart.labels)} values"
    if not known:
        return f"{text}."
    high, low = max(known), min(known)
    ends = f"highest {frame.number(high[0])} ({high[1]}), lowest {frame.number(low[0])} ({low[1]})"
    return f"{text}; {name} {ends}."
