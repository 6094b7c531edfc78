"""Line charts: change along an axis of numbers, dates or ordered names; each series is named at its end."""

from collections.abc import Sequence

from directorate.knowledge.charts import frame
from directorate.knowledge.charts.frame import Scale
from directorate.knowledge.charts.series import Chart

_PLOT_HEIGHT = 260
_LABEL_GAP = 15


def draw(chart: Chart, top: float) -> tuple[float, list[str]]:
    """The height of the chart and its parts, below `top`."""
    bottom = top + _PLOT_HEIGHT
    axis = frame.scale(chart.values, bottom, top, zero=False)
    left = 28 + max(frame.text_width(frame.number(tick)) for tick in axis.ticks)
    ends = {series: end for series in range(len(chart.series)) if (end := _end(chart, series)) is not None}
    right = frame.WIDTH - 30 - max(frame.text_width(text) for _, _, text in ends.values())
    places = _pixels(chart, left, right)
    parts = _grid(axis, left, right)
    for series, values in enumerate(chart.series.values()):
        parts += _runs(places, values, axis, series)
    heights = frame.spread([axis(value) + 4 for _, value, _ in ends.values()], _LABEL_GAP, top + 4, bottom + 4)
    for (series, (index, value, text)), height in zip(ends.items(), heights, strict=True):
        parts.append(frame.mark(places[index], axis(value), series))
        parts.append(frame.label(right + 12, height, text, style="dl", colour=series))
    parts += _names(chart.labels, places, bottom)
    parts.append(frame.label(16, bottom + 40, frame.caption(chart, axis)))
    return bottom + 52, parts


def _end(chart: Chart, series: int) -> tuple[int, float, str] | None:
    """The last point of a series that has a value, and the label that stands there; None for an empty series."""
    name, values = list(chart.series.items())[series]
    for index, value in reversed(list(enumerate(values))):
        if value is not None:
            return index, value, f"{frame.shortened(name, 130)} {frame.number(value)}"
    return None


def _pixels(chart: Chart, left: float, right: float) -> list[float]:
    places = chart.places or [float(index) for index in range(len(chart.labels))]
    low, high = places[0], places[-1]
    if low == high:
        return [(left + right) / 2] * len(places)
    return [left + (place - low) / (high - low) * (right - left) for place in places]


def _grid(axis: Scale, left: float, right: float) -> list[str]:
    parts: list[str] = []
    for tick in axis.ticks:
        parts.append(frame.line(left, axis(tick), right, axis(tick), "zero" if tick == 0 else "gr"))
        parts.append(frame.label(left - 8, axis(tick) + 4, frame.number(tick), anchor="end"))
    return parts


def _runs(places: Sequence[float], values: Sequence[float | None], axis: Scale, series: int) -> list[str]:
    """A path for each unbroken run of values: what was not observed is left empty."""
    parts: list[str] = []
    run: list[tuple[float, float]] = []
    for place, value in [*zip(places, values, strict=True), (0.0, None)]:
        if value is not None:
            run.append((place, axis(value)))
            continue
        if len(run) == 1:
            parts.append(frame.mark(*run[0], series))
        elif run:
            parts.append(frame.path(run, series))
        run = []
    return parts


def _names(labels: Sequence[str], places: Sequence[float], bottom: float) -> list[str]:
    """As many labels below the axis as fit without touching, the first and the last always."""
    texts = [frame.shortened(text, 110) for text in labels]
    last = len(texts) - 1
    chosen = [0] if last == 0 else [0, last]
    edge = _left(texts[last], places[last]) if last else float("inf")
    reach = _left(texts[0], places[0]) + frame.text_width(texts[0])
    for index in range(1, last):
        start = _left(texts[index], places[index])
        end = start + frame.text_width(texts[index])
        if start > reach + 12 and end < edge - 12:
            chosen.append(index)
            reach = end
    return [frame.label(_left(texts[index], places[index]), bottom + 20, texts[index]) for index in chosen]


def _left(text: str, place: float) -> float:
    """Where a label centred below its point starts, kept inside the picture."""
    width = frame.text_width(text)
    return min(max(place - width / 2, 4), frame.WIDTH - 4 - width)
