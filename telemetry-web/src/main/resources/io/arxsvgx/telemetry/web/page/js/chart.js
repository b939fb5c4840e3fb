// Charts over time, drawn by uPlot: lines, bands, limits and marks. All charts share one budget per frame.

import uPlot from "/uplot.js";
import { drawAnnotations } from "./annotations.js";
import { axis, indexLabels, timeLabels, valueLabels } from "./axes.js";
import { h, text } from "./dom.js";
import { count, number, plural, seconds, when } from "./format.js";
import { GAP_RULE, lonely, withGaps } from "./gaps.js";
import { gestures } from "./gestures.js";
import { isolated } from "./names.js";
import { color, onTheme } from "./theme.js";

/** The maximum number of charts drawn in one frame; the others wait for the next. */
const CHARTS_A_FRAME = 4;
/** The room for a time with its seconds, so that neighbours do not overlap. */
const TIME_LABEL_WIDTH = 76;
/** The height of one line of the caption. */
const CAPTION_HEIGHT = 20;
/** The maximum number of series whose span the caption names. */
const SPANS_NAMED = 3;
/** The mode of uPlot.join in which a null covers the times of other series up to the next value. */
const NULL_EXPAND = 2;
/** A series that begins later than this share of the range after its begin covers only a part of it. */
const SPAN_MARGIN = 0.02;
/** A chart whose newest value is older than this says how old it is. */
const OLD_S = 60;
const waiting = new Set();
let frame = 0;

function draw(chart) {
  waiting.add(chart);
  if (!frame) {
    frame = requestAnimationFrame(drawSome);
  }
}

function drawSome() {
  frame = 0;
  let left = CHARTS_A_FRAME;
  for (const chart of waiting) {
    if (left === 0) {
      break;
    }
    waiting.delete(chart);
    left -= chart.commit() ? 1 : 0;
  }
  if (waiting.size) {
    frame = requestAnimationFrame(drawSome);
  }
}

const sizes = new ResizeObserver((entries) => {
  for (const entry of entries) {
    entry.target.chart?.resized(entry.contentRect);
  }
});

/** A chart with its own element, `element`. */
export class Chart {
  /**
   * Options: `lines` [{label, color, dash, fill, points}], `bands` [{lines: [upper, lower], color}], `height`, `label`
   * (the accessible name), `spark` (no axes), `legend`, `onRange` (called with the range that a user chose, or null),
   * `byIndex` (the first list of the data are not times but numbers of values), `caption` (whether it states its span).
   */
  constructor({ lines, bands = [], height = 240, label, spark = false, legend = false, ownScales = false, onRange = null, byIndex = false, caption = !spark, min, max }) {
    this.lines = lines;
    this.spark = spark;
    this.byIndex = byIndex;
    this.annotations = { levels: [], marks: [], spans: [] };
    this.range = null;
    this.onRange = onRange;
    this.bounds = { min, max };
    this.ownScales = ownScales;
    this.height = height;
    this.width = 0;
    this.data = [[], ...lines.map(() => [])];
    this.hasData = false;
    this.caption = caption ? h("figcaption", { class: "muted hint" }) : null;
    this.element = h("figure", { class: spark ? "chart spark" : "chart", role: spark ? "img" : "group" }, this.caption);
    this.describe(label);
    if (spark) {
      this.element.style.height = `${height}px`;
    } else {
      this.element.style.minHeight = `${height + (legend ? 30 : 0) + (caption ? CAPTION_HEIGHT : 0)}px`;
    }
    this.element.chart = this;
    this.options = () => this.#options(bands, legend);
    this.plot = null;
    sizes.observe(this.element);
    this.forget = onTheme(() => this.plot?.redraw(false, true));
  }

  /** Sets the accessible name. */
  describe(label) {
    if (this.element.getAttribute("aria-label") !== label) {
      this.element.setAttribute("aria-label", label);
    }
  }

  /** Sets new data: times in seconds, then a list for each line; null is a gap. See also `joined`. */
  set(data) {
    this.data = data;
    this.hasData = true;
    this.dirty = true;
    draw(this);
  }

  /** Sets the annotations; see `drawAnnotations`. */
  annotate(annotations) {
    this.annotations = { levels: [], marks: [], spans: [], ...annotations };
    this.dirty = true;
    draw(this);
  }

  /** Shows a range of time; null shows all. */
  show(range) {
    this.range = range;
    this.dirty = true;
    draw(this);
  }

  /** Shows a range that the user chose. */
  choose(range) {
    this.show(range);
    this.onRange?.(range);
  }

  resized({ width }) {
    if (width > 0 && Math.floor(width) !== this.width) {
      this.width = Math.floor(width);
      this.dirty = true;
      draw(this);
    }
  }

  /** Draws what has changed. Returns whether there was a change. */
  commit() {
    if (!this.dirty || !this.width || !this.element.isConnected) {
      return false;
    }
    this.dirty = false;
    // without values there is no time to show
    this.element.classList.toggle("blank", this.hasData && !this.spark && !this.data[0].length);
    this.#describeSpan();
    if (!this.plot) {
      this.plot = new uPlot(this.options(), this.data, this.element);
      if (this.caption) {
        this.element.append(this.caption);
      }
      if (!this.spark) {
        gestures(this);
        queueMicrotask(() => this.#showNewest());
      }
      return true;
    }
    if (this.plot.width !== this.width) {
      this.plot.setSize({ width: this.width, height: this.height });
    }
    this.plot.setData(this.data);
    queueMicrotask(() => this.#showNewest());
    return true;
  }

  /** States the span of time that is shown, the series that cover only a part of it, and the gaps in it. */
  #describeSpan() {
    if (!this.caption || this.byIndex || !this.hasData) {
      return;
    }
    const { min, max } = this.shown();
    if (!this.data[0].length) {
      text(this.caption, "No values.");
      return;
    }
    const parts = [max > min ? `${clock(min)} to ${clock(max)} (${rounded(max - min)})` : clock(min)];
    const newest = this.data[0][this.data[0].length - 1];
    const age = Date.now() / 1000 - newest;
    if (age > OLD_S && max >= newest) {
      parts.push(`newest value ${seconds(Math.round(age))} ago`);
    }
    parts.push(...this.#partialSpans(min, max));
    const gaps = (this.data.gaps ?? []).filter((gap) => gap.to > min && gap.from < max);
    if (gaps.length) {
      const longest = Math.max(...gaps.map((gap) => gap.to - gap.from));
      const lines = new Set(gaps.map((gap) => gap.line)).size;
      parts.push(`${plural(gaps.length, "gap")} without values${lines > 1 ? ` in ${count(lines)} series` : ""}, ${GAP_RULE}${gaps.length > 1 ? "; the longest" : ""}: ${rounded(longest)}`);
    }
    text(this.caption, `${parts.join(" · ")}.`);
  }

  /** Returns which series cover only a part of a range, and from or to when; in one phrase if they all begin together. */
  #partialSpans(min, max) {
    const { spans = [] } = this.data;
    const ended = spans.flatMap((span, index) => (span && span.to < min ? [`${isolated(this.lines[index].label)}: no values since ${clock(span.to)}`] : []));
    const margin = (max - min) * SPAN_MARGIN;
    const begins = spans.map((span) => span?.from ?? Infinity);
    const [first, last] = [Math.min(...begins), Math.max(...begins)];
    if (first > min + margin && first < Infinity && last - first <= margin) {
      return [`values from ${clock(first)}`, ...ended.slice(0, SPANS_NAMED)];
    }
    const late = begins.flatMap((from, index) => {
      const name = isolated(this.lines[index].label);
      return from === Infinity ? [`${name}: no values`] : from > min + margin ? [`${name}: values from ${clock(from)}`] : [];
    });
    late.push(...ended);
    const more = late.length - SPANS_NAMED;
    return more > 0 ? [...late.slice(0, SPANS_NAMED), `${plural(more, "more series", "more series")} with a part only`] : late;
  }

  /**
   * Shows the newest values in the legend while no pointer is over the chart, of series that have any in its range.
   * uPlot has drawn by then, which empties the legend.
   */
  #showNewest() {
    if (this.plot?.legend.live && !this.spark && this.plot.cursor.left < 0) {
      const { min } = this.shown();
      const inRange = (index) => (index !== null && this.data[0][index] >= min ? index : null);
      this.plot.setLegend({ idxs: this.data.map((list) => inRange(newest(list))) }, false);
    }
  }

  destroy() {
    sizes.unobserve(this.element);
    this.forget();
    waiting.delete(this);
    this.plot?.destroy();
    this.plot = null;
    this.element.remove();
  }

  /** Returns the range of time that is shown. */
  shown() {
    const times = this.data[0];
    return this.range ?? { min: times[0] ?? 0, max: times[times.length - 1] ?? 1 };
  }

  #options(bands, legend) {
    return {
      width: this.width,
      height: this.height,
      padding: this.spark ? [3, 0, 1, 0] : [10, 28, 0, 0],
      legend: { show: legend, live: true },
      cursor: this.spark
        ? { show: false }
        : { drag: { x: true, y: false, setScale: false }, focus: { prox: 24 }, points: { size: 7 } },
      scales: {
        x: { time: !this.byIndex, range: (_, min, max) => this.#rangeOfTime(min, max) },
        y: { range: (_, min, max) => this.#rangeOfValues(min, max) },
        ...this.#scalesOfLines(),
      },
      axes: this.spark ? [{ show: false }, { show: false }] : [{ ...axis(this.byIndex ? indexLabels : timeLabels), space: TIME_LABEL_WIDTH }, this.ownScales ? { show: false } : { ...axis(valueLabels), size: 62 }],
      series: [{ label: this.byIndex ? "Value" : "Time", value: (_, t) => (t === null ? "–" : this.byIndex ? String(t) : when(t * 1000)) }, ...this.lines.map((line, index) => uPlotLine(line, this.#scale(line, index)))],
      bands: bands.map(({ lines, color: name }) => ({
        series: lines.map((line) => line + 1),
        fill: () => `${color(name)}33`,
      })),
      hooks: {
        draw: [(plot) => drawAnnotations(plot, this.annotations)],
        setSelect: [(plot) => this.#selected(plot)],
      },
    };
  }

  /** Returns the scale of a line. Lines of one group share a scale, unless all lines share one. */
  #scale(line, index) {
    return this.ownScales ? `y${line.group ?? index}` : "y";
  }

  #scalesOfLines() {
    const names = this.ownScales ? this.lines.map((line, index) => this.#scale(line, index)) : [];
    return Object.fromEntries(names.map((name) => [name, { range: (_, min, max) => withRoom(min ?? 0, max ?? 1) }]));
  }

  #rangeOfTime(min, max) {
    if (this.range) {
      return [this.range.min, this.range.max];
    }
    return min === null || min === undefined ? [0, 1] : min === max ? [min - 1, max + 1] : [min, max];
  }

  #rangeOfValues(min, max) {
    let [low, high] = [min, max];
    for (const { value } of this.annotations.levels) {
      if (Number.isFinite(value)) {
        low = low === null ? value : Math.min(low, value);
        high = high === null ? value : Math.max(high, value);
      }
    }
    low = this.bounds.min ?? low ?? 0;
    high = this.bounds.max ?? high ?? 1;
    const [least, most] = withRoom(low, high);
    return [this.bounds.min ?? least, this.bounds.max ?? most];
  }

  #selected(plot) {
    if (plot.select.width > 4) {
      const min = plot.posToVal(plot.select.left, "x");
      const max = plot.posToVal(plot.select.left + plot.select.width, "x");
      plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      this.choose({ min, max });
    }
  }
}

function withRoom(low, high) {
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [low - room, high + room];
}

function clock(time) {
  return when(new Date(time * 1000).toISOString());
}

function rounded(duration) {
  return seconds(duration < 60 ? Math.round(duration * 10) / 10 : Math.round(duration));
}

/** Returns the index of the last value in a list that has gaps. */
function newest(list) {
  for (let i = list.length - 1; i >= 0; i -= 1) {
    if (list[i] !== null && list[i] !== undefined) {
      return i;
    }
  }
  return null;
}

function uPlotLine({ label, color: name, dash, fill = false, points = false, width = 1.6 }, scale) {
  return {
    label: isolated(label),
    scale,
    stroke: () => (width ? color(name) : "transparent"),
    width,
    dash,
    fill: fill ? () => `${color(name)}22` : undefined,
    points: points
      ? { show: true, size: 6, stroke: () => color(name), fill: () => color("panel") }
      : { show: false, size: 6, filter: (plot, index) => (width ? lonely(plot.data[index]) : null), stroke: () => color(name), fill: () => color(name) },
    value: (_, v) => number(v),
  };
}

/** Creates a small line chart without axes. */
export function sparkline(label, { color: name = "accent", fill = true, min, max, height = 44 } = {}) {
  return new Chart({ lines: [{ label, color: name, fill }], spark: true, height, label, min, max });
}

/**
 * Joins several series on one time axis, interrupts the lines where there are gaps, and remembers the gaps and the spans
 * of the first `named` series for the caption of the chart.
 */
export function joined(tables, named = tables.length) {
  if (!tables.length) {
    return [[]];
  }
  const parts = tables.map(withGaps);
  const data = tables.length === 1 ? [...parts[0].table] : joinExpanded(parts.map((part) => part.table));
  data.gaps = parts.slice(0, named).flatMap((part, line) => part.gaps.map((gap) => ({ ...gap, line })));
  data.spans = tables.slice(0, named).map(([times]) => (times.length ? { from: times[0], to: times[times.length - 1] } : null));
  return data;
}

/** Joins tables so that a gap of one series is a gap at the times of the others too. */
function joinExpanded(tables) {
  return uPlot.join(tables, tables.map((table) => table.map(() => NULL_EXPAND)));
}

/** Returns the range of the last seconds: up to now while values arrive, otherwise up to the newest value. */
export function lastSeconds(data, span) {
  const newest = data[0][data[0].length - 1] ?? 0;
  const now = Date.now() / 1000;
  const end = newest > now - Math.max(span, OLD_S) && newest < now + 1 ? Math.max(newest, now) : newest;
  return { min: end - span, max: end };
}
