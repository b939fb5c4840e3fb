// Charts over time, drawn by uPlot: lines, bands, limits and marks. All charts share one budget per frame.

import uPlot from "/uplot.js";
import { drawAnnotations } from "./annotations.js";
import { h } from "./dom.js";
import { number, when } from "./format.js";
import { gestures } from "./gestures.js";
import { color, onTheme } from "./theme.js";

/** The maximum number of charts drawn in one frame; the others wait for the next. */
const CHARTS_A_FRAME = 4;
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
   * (the accessible name), `spark` (no axes), `legend`, `onRange` (called with the range that a user chose, or null).
   */
  constructor({ lines, bands = [], height = 240, label, spark = false, legend = false, ownScales = false, onRange = null, min, max }) {
    this.lines = lines;
    this.spark = spark;
    this.annotations = { levels: [], marks: [], spans: [] };
    this.range = null;
    this.onRange = onRange;
    this.bounds = { min, max };
    this.ownScales = ownScales;
    this.height = height;
    this.width = 0;
    this.data = [[], ...lines.map(() => [])];
    this.element = h("figure", { class: spark ? "chart spark" : "chart", role: spark ? "img" : "group" });
    this.describe(label);
    if (spark) {
      this.element.style.height = `${height}px`;
    } else {
      this.element.style.minHeight = `${height + (legend ? 30 : 0)}px`;
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

  /** Sets new data: times in seconds, then a list for each line; null is a gap. */
  set(data) {
    this.data = data;
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
    if (!this.plot) {
      this.plot = new uPlot(this.options(), this.data, this.element);
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

  /**
   * Shows the newest values in the legend while no pointer is over the chart. uPlot has drawn by then, which empties
   * the legend.
   */
  #showNewest() {
    if (this.plot?.legend.live && !this.spark && this.plot.cursor.left < 0) {
      this.plot.setLegend({ idxs: this.data.map((list) => newest(list)) }, false);
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
        x: { time: true, range: (_, min, max) => this.#rangeOfTime(min, max) },
        y: { range: (_, min, max) => this.#rangeOfValues(min, max) },
        ...this.#scalesOfLines(),
      },
      axes: this.spark ? [{ show: false }, { show: false }] : [axis(timeLabels), this.ownScales ? { show: false } : { ...axis(valueLabels), size: 62 }],
      series: [{ value: (_, t) => (t === null ? "–" : when(t * 1000)) }, ...this.lines.map((line, index) => uPlotLine(line, this.#scale(line, index)))],
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
    label,
    scale,
    stroke: () => (width ? color(name) : "transparent"),
    width,
    dash,
    fill: fill ? () => `${color(name)}22` : undefined,
    points: points ? { show: true, size: 6, stroke: () => color(name), fill: () => color("panel") } : { show: false },
    value: (_, v) => number(v),
  };
}

function axis(values) {
  return {
    stroke: () => color("muted"),
    font: "12px system-ui, sans-serif",
    grid: { stroke: () => color("line"), width: 1 },
    ticks: { stroke: () => color("line"), width: 1, size: 4 },
    values,
  };
}

function two(value) {
  return String(value).padStart(2, "0");
}

function timeLabels(plot, splits, _, __, step) {
  return splits.map((split) => {
    const date = new Date(split * 1000);
    const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
    if (step >= 86_400 || (step >= 3_600 && clock === "00:00")) {
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    }
    if (step >= 60) {
      return clock;
    }
    const fraction = step < 1 ? `.${String(Math.round((split % 1) * 1000)).padStart(3, "0")}` : "";
    return `${clock}:${two(date.getSeconds())}${fraction}`;
  });
}

function valueLabels(plot, splits, _, __, step) {
  const largest = Math.max(...splits.map(Math.abs));
  // where neighbours would look the same in short form, show their decimals
  if (largest >= 1e4 && step / largest > 1e-3) {
    return splits.map(number);
  }
  if (largest < 1e-3 || largest >= 1e9) {
    return splits.map(number);
  }
  const decimals = Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return splits.map((split) => split.toFixed(decimals).replace("-", "−"));
}

/** Creates a small line chart without axes. */
export function sparkline(label, { color: name = "accent", fill = true, min, max, height = 44 } = {}) {
  return new Chart({ lines: [{ label, color: name, fill }], spark: true, height, label, min, max });
}

/** Joins several series on one time axis. */
export function joined(tables) {
  if (tables.length === 1) {
    return tables[0];
  }
  return tables.length ? uPlot.join(tables) : [[]];
}
