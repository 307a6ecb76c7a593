"""A report's charts as PNG and SVG. The only module that loads matplotlib; writes no file."""

import io
from typing import Any

from crmfs.core.errors import ConfigError
from crmfs.core.messages import pick, say
from crmfs.exchange.export_cells import Words
from crmfs.exchange.export_xlsx import Stamp
from crmfs.exchange.typeset import chinese_font
from crmfs.formats.report_words import (
    BARS_MOST,
    COLOURS,
    Drawn,
    drawn,
    figure_text,
    notes_of,
    number,
    scope_of,
    title_of,
)
from crmfs.reports.model import Chart, Report, Section, Unit

_INK, _FAINT = "#22303c", "#8a96a3"
_WIDE, _TALL, _HEAD, _FOOT = 12.0, 3.9, 1.7, 0.5  # inches: of a page, a row of charts, the head, the foot
_DPI = 140
_SIDES = {"bar": (0.1, 0.33), "pie": (0.0, 0.2), "column": (0.04, 0.4), "line": (0.04, 0.4)}  # left, width of 1
_TICKS_MOST = 12
_BARS_LEAST = 5  # that have room on a page: one alone is no wall
_SLANTED_FROM = 7  # columns; from so many on their names stand aslant


def picture(report: Report, words: Words, stamp: Stamp, kind: str) -> bytes:
    """Returns a report's figures and charts on one page.

    Args:
        kind: `png` or `svg`.

    Raises:
        ConfigError: `report.charts_missing`, `export.font_missing`.
    """
    font = _font()
    from matplotlib.figure import Figure

    sections = [section for section in report.sections if section.chart]
    rows = max((len(sections) + 1) // 2, 1)
    high = _HEAD + rows * _TALL + _FOOT
    page = Figure(figsize=(_WIDE, high), facecolor="white")
    _head(page, report, words, font, high)
    for place, section in enumerate(sections):
        row, column = divmod(place, 2)
        bottom = (_FOOT + (rows - row - 1) * _TALL + 0.85) / high
        edge = 0.04 if column == 0 else 0.54
        assert section.chart is not None
        left, wide = _SIDES[section.chart.shape]
        axes = page.add_axes((edge + left, bottom, wide, (_TALL - 1.4) / high))
        title = pick(section.title, words.lang)
        page.text(edge, bottom + (_TALL - 1.15) / high, title, fontproperties=font, fontsize=12, color=_INK)
        draw(axes, section, words, font)
        if section.chart.shape == "bar":
            axes.set_ylim(max(axes.get_ylim()[0], _BARS_LEAST - 0.5), -0.5)
    if not sections:
        page.text(0.5, 0.5, _nothing(report, words), fontproperties=font, fontsize=13, color=_FAINT, ha="center")
    foot = "  ·  ".join([say("export.made_by", words.lang, who=stamp.said), *notes_of(report, words.lang)])
    page.text(0.04, 0.18 / high, foot, fontproperties=font, fontsize=8, color=_FAINT, wrap=True)
    return _saved(page, kind, {"Title": title_of(report, words.lang), **_whose(stamp, kind)})


def section_svg(section: Section, words: Words) -> str:
    """Returns the chart of one section as SVG, letters as outlines; errors as `picture`."""
    font = _font()
    from matplotlib.figure import Figure

    assert section.chart is not None
    shape = section.chart.shape
    bars = min(len(section.rows), BARS_MOST + 1) * (1 if section.chart.stacked else len(section.chart.series))
    high = max(0.5, 0.23 * bars) if shape == "bar" else 1.7 if shape == "pie" else 2.6
    page = Figure(figsize=(7.2, high), facecolor="white")
    axes = page.add_axes(
        {"bar": (0.2, 0.02, 0.7, 0.9), "pie": (0.05, 0.02, 0.3, 0.96)}.get(shape, (0.09, 0.22, 0.88, 0.66))
    )
    draw(axes, section, words, font)
    return _saved(page, "svg", {"Date": None}).decode("utf-8")


def _font() -> Any:
    try:
        from matplotlib.font_manager import FontProperties
    except ModuleNotFoundError:
        raise ConfigError("report.charts_missing") from None
    return FontProperties(fname=str(chinese_font()))


def _saved(page: Any, kind: str, said: dict[str, str | None]) -> bytes:
    import matplotlib

    written = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "crmfs"}):
        page.savefig(written, format=kind, dpi=_DPI, metadata=said)
    return written.getvalue()


def _whose(stamp: Stamp, kind: str) -> dict[str, str | None]:
    if kind == "png":
        return {"Author": stamp.member, "Creation Time": stamp.moment.isoformat()}
    return {"Creator": stamp.member, "Date": stamp.moment.isoformat()}


def _nothing(report: Report, words: Words) -> str:
    said = next((section.empty for section in report.sections if section.empty), None)
    return pick(said, words.lang) if said else ""


def _head(page: Any, report: Report, words: Words, font: Any, high: float) -> None:
    page.text(0.04, 1 - 0.45 / high, title_of(report, words.lang), fontproperties=font, fontsize=20, color=_INK)
    page.text(0.04, 1 - 0.72 / high, scope_of(report, words.lang), fontproperties=font, fontsize=10, color=_FAINT)
    for place, figure in enumerate(report.figures):
        left = 0.04 + place * 0.92 / max(len(report.figures), 4)
        value = figure_text(figure.value, figure.unit, words)
        page.text(left, 1 - 1.2 / high, value, fontproperties=font, fontsize=17, color=COLOURS[0])
        page.text(left, 1 - 1.42 / high, pick(figure.label, words.lang), fontproperties=font, fontsize=9, color=_FAINT)


def draw(axes: Any, section: Section, words: Words, font: Any) -> None:
    """Draws a section's chart; what it has no rows for is said in words."""
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, colors=_INK)
    if section.chart is None or not section.rows:
        axes.set_axis_off()
        said = pick(section.empty, words.lang) if section.empty else "–"
        axes.text(0.5, 0.5, said, fontproperties=font, color=_FAINT, ha="center", transform=axes.transAxes)
        return
    shape = section.chart.shape
    content = drawn(section, section.chart, words, 400 if shape in ("line", "column") else BARS_MOST)
    if shape == "pie":
        _pie(axes, content, words, font)
    elif shape == "bar":
        _bars(axes, content, words, font, section.chart)
    else:
        _times(axes, content, words, font, section.chart)
    if len(content.names) > 1 and shape != "pie":
        axes.legend(prop=_sized(font, 8), frameon=False, loc="upper center", bbox_to_anchor=(0.5, 1.12), ncols=4)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(_sized(font, 8))


def _sized(font: Any, size: float) -> Any:
    other = font.copy()
    other.set_size(size)
    return other


def _pie(axes: Any, content: Drawn, words: Words, font: Any) -> None:
    values = [max(value or 0, 0) for value in content.series[0]]
    total = sum(values)
    if not total:
        axes.set_axis_off()
        return
    axes.pie(values, colors=COLOURS, startangle=90, counterclock=False, radius=1.0,
             wedgeprops={"width": 0.45, "edgecolor": "white"})  # fmt: skip
    told = [
        f"{label}  {number(_whole(value), content.units[0], words.lang)}  ({value / total:.0%})"
        for label, value in zip(content.labels, values, strict=True)
    ]
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=COLOURS[place % len(COLOURS)]) for place in range(len(values))]
    axes.legend(
        handles,
        told,
        prop=_sized(font, 9),
        frameon=False,
        loc="center left",
        bbox_to_anchor=(0.98, 0.5),
        labelcolor=_INK,
    )
    axes.set_anchor("W")


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _bars(axes: Any, content: Drawn, words: Words, font: Any, chart: Chart) -> None:
    places = range(len(content.labels))
    count = 1 if chart.stacked else len(content.series)
    high = 0.72 / count
    left = [0.0] * len(content.labels)
    for order, values in enumerate(content.series):
        sizes = [value or 0 for value in values]
        at = [place + (0 if chart.stacked else (order - (count - 1) / 2) * high) for place in places]
        before = left if chart.stacked else None
        colour = COLOURS[order % len(COLOURS)]
        axes.barh(at, sizes, height=high, left=before, color=colour, label=content.names[order])
        if count == 1 and not chart.stacked:
            for place, value in zip(at, values, strict=True):
                said = "–" if value is None else number(_whole(value), content.units[0], words.lang)
                axes.text((value or 0), place, f" {said}", va="center", fontproperties=_sized(font, 8), color=_INK)
        if chart.stacked:
            left = [start + size for start, size in zip(left, sizes, strict=True)]
    axes.set_yticks(list(places), content.labels)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.margins(x=0.18)


def _times(axes: Any, content: Drawn, words: Words, font: Any, chart: Chart) -> None:
    places = list(range(len(content.labels)))
    bottom = [0.0] * len(places)
    for order, values in enumerate(content.series):
        colour = COLOURS[order % len(COLOURS)]
        if chart.shape == "line":
            axes.plot(places, [float("nan") if value is None else value for value in values], color=colour,
                      marker="o", markersize=3, label=content.names[order])  # fmt: skip
            continue
        sizes = [value or 0 for value in values]
        wide = 0.75 if chart.stacked else 0.75 / len(content.series)
        at = places if chart.stacked else [place + (order - (len(content.series) - 1) / 2) * wide for place in places]
        axes.bar(
            at, sizes, width=wide, bottom=bottom if chart.stacked else None, color=colour, label=content.names[order]
        )
        if chart.stacked:
            bottom = [before + size for before, size in zip(bottom, sizes, strict=True)]
    step = max(-(-len(places) // _TICKS_MOST), 1)
    ticks = places[::step]
    slanted = len(ticks) >= _SLANTED_FROM or any(len(content.labels[place]) > 7 for place in ticks)
    axes.set_xticks(ticks, [content.labels[place] for place in ticks], rotation=35 if slanted else 0,
                    ha="right" if slanted else "center")  # fmt: skip
    axes.grid(axis="y", color="#e6eaee")
    axes.set_axisbelow(True)
    axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    unit = content.units[0]
    if unit == "count":
        from matplotlib.ticker import MaxNLocator

        axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: _tick(value, unit))


def _tick(value: float, unit: Unit) -> str:
    if unit == "percent":
        return f"{value:.0%}"
    return f"{value:,.0f}" if abs(value) >= 10 or float(value).is_integer() else f"{value:,.1f}"
