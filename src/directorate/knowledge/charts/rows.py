"""Bar and dot charts: a row for each label, numbers along the bottom."""

from directorate.knowledge.charts import frame
from directorate.knowledge.charts.frame import Scale
from directorate.knowledge.charts.series import Chart, ChartKind

_BAR = 14
_ROW_GAP = 12
_LABEL_SHARE = 0.34


def draw(chart: Chart, top: float) -> tuple[float, list[str]]:
    """The height of the chart and its parts, below `top`."""
    bars = chart.kind is ChartKind.BAR
    row_height = (len(chart.series) if bars else 1) * _BAR + _ROW_GAP
    left = 28 + min(max(map(frame.text_width, chart.labels)), frame.WIDTH * _LABEL_SHARE)
    right = frame.WIDTH - 24 - max(frame.text_width(text) for text in _end_texts(chart))
    bottom = top + row_height * len(chart.labels)
    axis = frame.scale(chart.values, left, right, zero=bars)
    if min(chart.values) < 0:
        axis = frame.scale(chart.values, left + 60, right, zero=bars)
    parts = _axis(axis, top, bottom)
    for index, name in enumerate(chart.labels):
        y = top + index * row_height + _ROW_GAP / 2
        middle = y + (row_height - _ROW_GAP) / 2 + 4
        parts.append(frame.label(left - 12, middle, frame.shortened(name, left - 28), anchor="end"))
        parts += _bars(chart, axis, index, y) if bars else _dots(chart, axis, index, middle - 4)
    parts.append(frame.label(16, bottom + 40, frame.caption(chart, axis)))
    if bars or len(chart.series) == 1:
        return bottom + 52, parts
    return bottom + 76, parts + _key(chart, bottom + 62)


def _key(chart: Chart, y: float) -> list[str]:
    """Mark and name of each series, since only the last dot of a row has room for a name."""
    parts: list[str] = []
    width = (frame.WIDTH - 32) / len(chart.series)
    for series, name in enumerate(chart.series):
        x = 20 + series * width
        parts += [
            frame.mark(x, y - 4, series),
            frame.label(x + 10, y, frame.shortened(name, width - 24), colour=series),
        ]
    return parts


def _axis(axis: Scale, top: float, bottom: float) -> list[str]:
    """Numbers below; the only upright rule is zero, since each mark carries its value."""
    parts = [frame.line(axis(0), top, axis(0), bottom, "zero")] if axis.starts_at_zero else []
    parts += [frame.label(axis(tick), bottom + 18, frame.number(tick), anchor="middle") for tick in axis.ticks]
    return parts


def _end_text(chart: Chart, series: int, value: float, *, named: bool) -> str:
    name = list(chart.series)[series]
    return f"{frame.number(value)} {frame.shortened(name, 120)}" if named else frame.number(value)


def _end_texts(chart: Chart) -> list[str]:
    named = len(chart.series) > 1
    return [
        _end_text(chart, series, value, named=named)
        for series, values in enumerate(chart.series.values())
        for value in values
        if value is not None
    ]


def _bars(chart: Chart, axis: Scale, index: int, y: float) -> list[str]:
    """The bars of one label with their value at the end; those of the first label also carry the series' name."""
    parts: list[str] = []
    for series, values in enumerate(chart.series.values()):
        value = values[index]
        place = y + series * _BAR
        if value is None:
            parts.append(frame.label(axis(0) + 6, place + 11, "no value"))
            continue
        start, end = sorted((axis(0), axis(value)))
        parts.append(frame.bar(start, place + 1, end - start, _BAR - 3, series))
        text = _end_text(chart, series, value, named=index == 0 and len(chart.series) > 1)
        parts.append(frame.label(end + 6 if value >= 0 else axis(0) + 6, place + 11, text, style="dl"))
    return parts


def _dots(chart: Chart, axis: Scale, index: int, y: float) -> list[str]:
    parts = [frame.line(axis.start, y, axis.end, y)]
    ends = [(series, values[index]) for series, values in enumerate(chart.series.values())]
    known = [(series, value) for series, value in ends if value is not None]
    parts += [frame.mark(axis(value), y, series) for series, value in known]
    if known:
        series, value = max(known, key=lambda item: item[1])
        text = _end_text(chart, series, value, named=False)
        parts.append(frame.label(axis(value) + 9, y + 4, text, style="dl"))
    else:
        parts.append(frame.label(axis.start + 6, y + 4, "no value"))
    return parts
