"""The parts every chart shares: scale, text that is measured, colours, marks, and the outer SVG."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from directorate.knowledge.charts.series import Chart

WIDTH = 720
AXIS_PX = 11
TITLE_PX = 14
LINE_HEIGHT = 20
# Inter's mean advance is about .56 em; this leaves room for wide letters and for the fallback fonts.
_EM_PER_CHARACTER = 0.62

# chart-1 to chart-6, foreground, axis, grid of design/visual/tokens.css: light, dark.
_TOKENS = {
    "chart-1": ("#0a8296", "#41cbdd"),
    "chart-2": ("#b26b00", "#f2b13c"),
    "chart-3": ("#3a68c4", "#86a9f2"),
    "chart-4": ("#2c8a5b", "#62c293"),
    "chart-5": ("#b5483a", "#ef8575"),
    "chart-6": ("#6b7c83", "#8d9da4"),
    "foreground": ("#10181b", "#e9eff0"),
    "chart-axis": ("#5a6b72", "#84959c"),
    "chart-grid": ("#e3e9e8", "#232d31"),
    "card": ("#ffffff", "#111719"),
}
DASHES = ("", "6 4", "1.5 3.5", "9 3 2 3", "3 3", "12 4")


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to pixels, with round steps."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round values from low to high."""
        count = round((self.high - self.low) / self.step)
        values = (self.low + index * self.step for index in range(count + 1))
        # What should be zero is often off by the last bit.
        return [0.0 if abs(value) < self.step / 1e6 else value for value in values]

    @property
    def starts_at_zero(self) -> bool:
        """Whether zero is on the axis; if not, the chart says so."""
        return self.low <= 0 <= self.high


def scale(values: Sequence[float], start: float, end: float, *, zero: bool) -> Scale:
    """A scale over the values. Zero is left out only when allowed and when all values are far from it."""
    low, high = min(values), max(values)
    near = low > 0.4 * high if low > 0 else high < 0.4 * low if high < 0 else False
    if zero or not near:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low, low + 1) if low == 0 else (low - abs(low) / 2, high + abs(high) / 2)
    step = _round_step((high - low) / 5)
    return Scale(math.floor(low / step) * step, math.ceil(high / step) * step, start, end, step)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def number(value: float) -> str:
    """A number as people read it: thousands apart, two decimals (four below one), a true minus sign."""
    if abs(value) >= 1e15 or (value and abs(value) < 1e-4):
        text = f"{value:.3g}"
    else:
        text = f"{value:,.{2 if abs(value) >= 1 else 4}f}"
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")


def text_width(text: str, px: float = AXIS_PX) -> float:
    """A generous estimate of a text's width in pixels."""
    ems = sum(1.05 if unicodedata.east_asian_width(letter) in "WF" else _EM_PER_CHARACTER for letter in text)
    return ems * px


def shortened(text: str, width: float, px: float = AXIS_PX) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    if text_width(text, px) <= width:
        return text
    while text and text_width(text + "…", px) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def label(x: float, y: float, text: str, *, anchor: str = "start", style: str = "ax", colour: int | None = None) -> str:
    """One line of text."""
    ink = f' style="fill:var(--s{colour + 1})"' if colour is not None else ""
    return f'<text class="{style}" x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}"{ink}>{escape(text)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, style: str = "gr") -> str:
    """A straight rule."""
    return f'<line class="{style}" x1="{_px(x1)}" y1="{_px(y1)}" x2="{_px(x2)}" y2="{_px(y2)}"/>'


def bar(x: float, y: float, width: float, height: float, series: int) -> str:
    """A bar. From the second series on it is striped by its outline, so that it reads without colour."""
    outline = f' stroke="var(--s{series + 1})" stroke-dasharray="{DASHES[series]}" fill-opacity=".45"' if series else ""
    place = f'x="{_px(x)}" y="{_px(y)}" width="{_px(max(width, 1))}" height="{_px(height)}"'
    return f'<rect {place} fill="var(--s{series + 1})"{outline}/>'


def path(points: Sequence[tuple[float, float]], series: int) -> str:
    """A line through points, in its series' colour and dash."""
    steps = " ".join(f"{'M' if index == 0 else 'L'}{_px(x)} {_px(y)}" for index, (x, y) in enumerate(points))
    dash = f' stroke-dasharray="{DASHES[series]}"' if DASHES[series] else ""
    return f'<path d="{steps}" fill="none" stroke="var(--s{series + 1})" stroke-width="2"{dash}/>'


def mark(x: float, y: float, series: int) -> str:
    """The mark of a series: circle, square, cross, triangle, diamond, ring."""
    colour = f"var(--s{series + 1})"
    if series in (0, 5):
        fill = f'fill="{colour}"' if series == 0 else f'fill="none" stroke="{colour}" stroke-width="2"'
        return f'<circle cx="{_px(x)}" cy="{_px(y)}" r="4" {fill}/>'
    shapes = {
        1: "M-3.5 -3.5H3.5V3.5H-3.5Z",
        2: "M-4 -4L4 4M-4 4L4 -4",
        3: "M0 -4.5L4.5 3.5H-4.5Z",
        4: "M0 -5L5 0L0 5L-5 0Z",
    }
    fill = f'fill="none" stroke="{colour}" stroke-width="2"' if series == 2 else f'fill="{colour}"'
    return f'<path transform="translate({_px(x)} {_px(y)})" d="{shapes[series]}" {fill}/>'


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to those wanted, at least `gap` apart, between low and high."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed: dict[int, float] = {}
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return [placed[index] for index in range(len(wanted))]


def caption(chart: Chart, axis: Scale) -> str:
    """What is said below the chart: its labels, the range of an axis without zero, series without a value."""
    empty = [name for name, values in chart.series.items() if all(value is None for value in values)]
    said = [f"By {chart.x}."]
    if not axis.starts_at_zero:
        said.append(f"Axis from {number(axis.low)} to {number(axis.high)}.")
    if empty:
        said.append(f"No value: {', '.join(empty)}.")
    return shortened(" ".join(said), WIDTH - 32)


def title_lines(title: str) -> list[str]:
    """The title in at most two lines."""
    lines = [""]
    for word in title.split():
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined, TITLE_PX) > WIDTH - 32 and lines[-1] and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = joined
    return [shortened(item, WIDTH - 32, TITLE_PX) for item in lines]


def document(chart: Chart, height: float, body: Sequence[str], sentence: str) -> str:
    """The whole SVG: its name, its table twin as the description, its colours, the title, the drawing."""
    titles = [
        label(16, 24 + index * LINE_HEIGHT, text, style="h") for index, text in enumerate(title_lines(chart.title))
    ]
    size = f'viewBox="0 0 {WIDTH} {_px(height)}" width="{WIDTH}" height="{_px(height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" class="directorate-chart">',
        f"<title>{escape(sentence)}</title>",
        f"<desc>{escape(table_twin(chart))}</desc>",
        f"<style>{_style()}</style>",
        *titles,
        *body,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def table_twin(chart: Chart) -> str:
    """The drawn figures as lines of tab-separated values."""
    lines = ["\t".join([chart.x, *chart.series])]
    for index, name in enumerate(chart.labels):
        values = [column[index] for column in chart.series.values()]
        lines.append("\t".join([name, *("" if value is None else number(value) for value in values)]))
    return "\n".join(lines)


def _style() -> str:
    """A page's own tokens win; alone, the chart follows the theme of the reader's system."""

    def variables(theme: int) -> str:
        names = {f"chart-{index}": f"s{index}" for index in range(1, 7)} | {
            "foreground": "ink",
            "chart-axis": "axis",
            "chart-grid": "grid",
            "card": "sheet",
        }
        return "".join(f"--{short}:var(--{name},{_TOKENS[name][theme]});" for name, short in names.items())

    font = 'font-family:"Inter Variable",Inter,system-ui,"Segoe UI",Roboto,sans-serif'
    return (
        f".directorate-chart{{{variables(0)}{font}}}"
        f"@media(prefers-color-scheme:dark){{.directorate-chart{{{variables(1)}}}}}"
        f".h{{fill:var(--ink);font-size:{TITLE_PX}px;font-weight:600}}"
        f".ax{{fill:var(--axis);font-size:{AXIS_PX}px;font-variant-numeric:tabular-nums}}"
        f".dl{{fill:var(--ink);font-size:{AXIS_PX}px;font-weight:600;font-variant-numeric:tabular-nums}}"
        ".gr{stroke:var(--grid);stroke-width:1}.zero{stroke:var(--axis);stroke-width:1}"
    )


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
