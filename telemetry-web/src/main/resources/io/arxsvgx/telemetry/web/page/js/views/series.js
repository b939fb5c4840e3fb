// The series view: several series on one chart, live, with their findings and the rules that evaluate them.

import { get, query } from "../api.js";
import { Chart, joined, lastSeconds } from "../chart.js";
import { copyButton, h, notice, replace, text } from "../dom.js";
import { Feed } from "../feed.js";
import { plural, seriesName } from "../format.js";
import { identity, keyOf, labelParameters, labelsIn, resolve } from "../labels.js";
import { listen } from "../live.js";
import { seriesNames } from "../names.js";
import { lineColor } from "../theme.js";
import { cardinality } from "./cardinality.js";
import { alertMarks, forecastsOf, patternMarks, relatedOf } from "./findings.js";
import { covers } from "./rulescope.js";
import { ruleEntry, seriesIn, showUnknown, valuesTable } from "./seriesparts.js";
import { seriesPicker } from "./seriespicker.js";

const SPANS = [
  [60, "1 min"],
  [300, "5 min"],
  [900, "15 min"],
  [3600, "1 h"],
  [0, "All"],
];
const DEFAULT_SPAN = 300;
const MOST = 8;
const REFRESH_MS = 5_000;
const COUNT_MS = 30_000;

/** Shows why an action failed. */
function noticeOf(error) {
  if (error.name !== "AbortError") {
    notice(error.message, "bad");
  }
}

class Explorer {
  constructor(route, signal) {
    this.signal = signal;
    this.chosen = [];
    const span = Number(route.query.get("span") ?? DEFAULT_SPAN);
    this.span = SPANS.some(([known]) => known === span) ? span : DEFAULT_SPAN;
    this.isPaused = false;
    this.ownScales = null;
    this.differ = false;
    this.built = () => {};
    this.range = null;
    /** The filter by labels and the grouping of the list of series. */
    this.listed = { labels: isOfSeries(route) ? {} : labelsIn(route.query), group: route.query.get("group") ?? "" };
    this.findings = { forecasts: [], marks: [] };
    this.place = h("div", { class: "place" });
    this.strip = h("div", { hidden: true });
    this.chips = h("div", { class: "row chips", "aria-label": "Series on the chart", role: "group" });
    this.state = h("p", { class: "muted", role: "status" });
    this.unknown = h("p", { class: "error", role: "status", hidden: true });
    this.table = h("div", { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Newest values" });
    this.rules = h("ul", { class: "rows" });
    this.related = h("ul", { class: "rows" });
    this.relatedPanel = h("section", { class: "panel", "aria-label": "Related", hidden: true }, h("h2", {}, "Correlated series"), this.related);
    this.feed = new Feed(signal, { limit: 20_000, changed: () => this.draw() });
    signal.addEventListener("abort", () => {
      this.chart?.destroy();
      this.unusual?.destroy();
    });
  }

  has(series) {
    return this.chosen.some((one) => keyOf(one) === keyOf(series));
  }

  /** Adds a series to the chart, or removes it. */
  async toggle(series) {
    if (this.has(series)) {
      this.chosen = this.chosen.filter((one) => keyOf(one) !== keyOf(series));
    } else if (this.chosen.length < MOST) {
      this.chosen = [...this.chosen, identity(series)];
    } else {
      notice(`A chart shows at most ${MOST} series; remove one first.`, "", "series-limit");
      return;
    }
    await this.choose(this.chosen);
  }

  async choose(series) {
    this.chosen = series;
    this.remember();
    this.showChips();
    await this.feed.choose(series);
    this.differ = this.#differ();
    this.build();
    await this.find();
  }

  /** Returns whether the values of the series differ so much in size that one scale would hide some. */
  #differ() {
    const sizes = this.chosen.map((series) => Math.max(...this.feed.table(series)[1].slice(-1_000).map(Math.abs))).filter((size) => size > 0 && Number.isFinite(size));
    return Math.max(...sizes) > 30 * Math.min(...sizes);
  }

  /** Gives each series a scale of its own, or all series the same scale. */
  scaleEach(own) {
    this.ownScales = own;
    this.build();
    this.draw();
  }

  remember() {
    const given = this.chosen.length ? JSON.stringify(this.chosen.map((one) => [one.source, one.type, ...(one.labels ? [one.labels] : [])])) : "";
    const { labels, group } = this.listed;
    history.replaceState(null, "", `#/series${query({ s: given, span: this.span === DEFAULT_SPAN ? "" : this.span, ...labelParameters(labels), group })}`);
  }

  showChips() {
    replace(
      this.chips,
      this.chosen.map((series, index) => {
        const swatch = h("span", { class: "swatch" });
        swatch.style.background = `var(--${lineColor(index)})`;
        return h(
          "span",
          { class: "chip" },
          swatch,
          seriesNames(series, { pick: (label) => this.filter(label) }),
          h("button", { type: "button", class: "remove", "aria-label": `Remove ${seriesName(series)} from the chart`, onclick: () => this.toggle(series).catch(noticeOf) }, "×"),
        );
      }),
    );
  }

  /** Creates the chart again: the lines of uPlot are fixed when it is created. */
  build() {
    this.chart?.destroy();
    this.chart = null;
    this.buildStrip();
    this.unknown.hidden = true;
    if (!this.chosen.length) {
      replace(this.place, h("p", { class: "empty" }, "Choose a series to show its values."));
      this.built();
      return;
    }
    const lines = this.chosen.map((series, index) => ({ label: seriesName(series), color: lineColor(index) }));
    const bands = [];
    this.withForecast = this.findings.forecasts.filter((forecast) => this.has(forecast));
    for (const forecast of this.withForecast) {
      const index = this.chosen.findIndex((one) => keyOf(one) === keyOf(forecast));
      const color = lineColor(index);
      const first = lines.length;
      lines.push(
        { label: "forecast", color, dash: [4, 4], group: index },
        { label: "upper", color, width: 0, group: index },
        { label: "lower", color, width: 0, group: index },
      );
      bands.push({ lines: [first + 1, first + 2], color });
    }
    this.chart = new Chart({
      lines,
      bands,
      height: 360,
      legend: true,
      ownScales: this.chosen.length > 1 && (this.ownScales ?? this.differ),
      label: `Values of ${this.chosen.map(seriesName).join(", ")}`,
      onRange: (range) => {
        this.range = range;
        this.draw();
      },
    });
    replace(this.place, this.chart.element);
    this.built();
  }

  /**
   * Creates the chart of the anomaly scores below the chart, over the same time. It exists only if scores are known.
   */
  buildStrip() {
    this.unusual?.destroy();
    this.unusual = null;
    this.strip.hidden = true;
    if (this.chosen.length) {
      this.unusual = new Chart({
        lines: this.chosen.map((series, index) => ({ label: seriesName(series), color: lineColor(index), width: 1.2 })),
        height: 110,
        min: 0,
        max: 1,
        caption: false,
        label: "Anomaly score of the values, from 0 to 1",
        onRange: (range) => {
          this.range = range;
          this.draw();
        },
      });
      replace(this.strip, h("p", { class: "muted hint" }, "Anomaly score: about 0.25 is normal, 1 has never occurred before."), this.unusual.element);
    }
  }

  drawStrip(range) {
    const levels = this.chosen.map((series) => this.feed.levels(series));
    this.strip.hidden = !levels.some(([, list]) => list.some((level) => level !== null));
    if (!this.strip.hidden) {
      this.unusual.set(joined(levels));
      this.unusual.show(range);
      this.unusual.annotate({ marks: this.findings.marks.map((mark) => ({ ...mark, label: "" })) });
    }
  }

  draw() {
    if (!this.chart || this.isPaused) {
      return;
    }
    const tables = this.chosen.map((series) => this.feed.table(series));
    for (const { steps } of this.withForecast) {
      tables.push([steps.map((step) => step.time), ...["value", "high", "low"].map((name) => steps.map((step) => step[name]))]);
    }
    const data = joined(tables, this.chosen.length);
    this.chart.set(data);
    const range = this.range ?? (this.span ? lastSeconds(data, this.span) : all(data));
    this.chart.show(range);
    this.drawStrip(range);
    this.chart.annotate({ marks: this.findings.marks });
    this.showState(tables);
    this.showTable();
  }

  showState(tables) {
    showUnknown(this.unknown, this.chosen.filter((series) => this.feed.isUnknown(series)));
    const many = tables.slice(0, this.chosen.length).reduce((sum, table) => sum + table[0].length, 0);
    text(this.state, `${plural(many, "value")} loaded${this.isPaused ? ", paused" : ""}${this.range ? ", zoomed (double click, double tap or press 0 to show all)" : ""}`);
  }

  showTable() {
    if (!this.table.closest("details").open) {
      return;
    }
    replace(this.table, valuesTable(this.chosen, (series) => this.feed.table(series)));
  }

  /** Fetches the findings of the series (alerts, anomalies, forecasts), and the rules that evaluate them. */
  async find() {
    const sources = [...new Set(this.chosen.map((one) => one.source))];
    const [alerts, patterns, rules, analytics] = await Promise.all([
      Promise.all(sources.map((source) => get(`/alerts${query({ source, limit: 200 })}`, this.signal))),
      get("/patterns?limit=200", this.signal),
      get("/rules", this.signal),
      get("/analytics", this.signal),
    ]);
    const before = this.findings.forecasts.filter((one) => this.has(one)).length;
    this.findings = {
      forecasts: forecastsOf(analytics),
      marks: [...alertMarks(alerts.flat(), this), ...patternMarks(patterns, this)].sort((a, b) => a.time - b.time),
    };
    if (this.findings.forecasts.filter((one) => this.has(one)).length !== before) {
      this.build();
    }
    this.showRules(rules);
    this.showRelated(relatedOf(analytics, this));
    this.draw();
  }

  showRelated(related) {
    this.relatedPanel.hidden = !related.length;
    replace(this.related, related.map((one) => h("li", {}, h("button", { type: "button", class: "quiet result", onclick: () => this.toggle(one).catch(noticeOf) }, seriesNames(one), h("small", {}, one.text)))));
  }

  showRules(rules) {
    const watching = rules.filter((rule) => this.chosen.some((one) => covers(rule, one)));
    replace(this.rules, watching.length ? watching.map(ruleEntry) : h("li", { class: "empty" }, this.chosen.length ? "No rule evaluates these series." : ""));
  }
}

/** Returns the whole range of the data, with room around a single value. */
function all(data) {
  const oldest = data[0][0] ?? 0;
  const newest = data[0][data[0].length - 1] ?? 0;
  return newest > oldest ? { min: oldest, max: newest } : { min: oldest - 1, max: oldest + 1 };
}

/** Returns whether a link names one series by its source, type and labels. */
function isOfSeries({ query: given }) {
  return given.has("source") && given.has("type");
}

/** Returns the series that the link names, and a complaint about what cannot be shown. */
async function chosenFrom(route, signal) {
  let named;
  try {
    named = seriesIn(route.query);
  } catch {
    return { series: [], complaint: "The link is malformed: it does not name series. Choose them here." };
  }
  // a link of a stream, or from before a series had labels, stands for the series that match it
  const given = (await resolve(named.slice(0, MOST), signal)).map(identity);
  const more = named.length + Math.max(0, given.length - named.length) - MOST;
  const complaint = more > 0 ? `A chart shows at most ${MOST} series; ${plural(more, "series", "series")} of the link omitted.` : "";
  return { series: given.slice(0, MOST), complaint };
}

/** Places the search before the chart; in a narrow window with a chart after it, so that the chart is seen at once. */
function arrange(parts, find, chart, hasChart, signal) {
  const narrow = matchMedia("(max-width: 1000px)");
  const place = () => parts.append(...(narrow.matches && hasChart ? [chart, find] : [find, chart]));
  narrow.addEventListener("change", place, { signal });
  place();
}

/** Shows the view until the signal is aborted. */
export async function seriesView(root, route, signal) {
  const explorer = new Explorer(route, signal);
  const picker = seriesPicker(signal, {
    pick: async (series) => {
      await explorer.toggle(series).catch(noticeOf);
      picker.show();
    },
    isPicked: (series) => explorer.has(series),
    view: explorer.listed,
    changed: () => explorer.remember(),
  });
  explorer.filter = picker.filter;
  const numbers = cardinality(signal, { group: picker.group });
  const count = () => numbers.load().then(picker.names);
  const pause = h("button", { type: "button", "aria-pressed": "false" }, "Pause");
  pause.addEventListener("click", () => {
    explorer.isPaused = !explorer.isPaused;
    pause.setAttribute("aria-pressed", String(explorer.isPaused));
    text(pause, explorer.isPaused ? "Resume" : "Pause");
    explorer.draw();
    if (explorer.isPaused) {
      text(explorer.state, "Paused. New values are shown after you resume.");
    }
  });
  const spans = SPANS.map(([seconds, label]) =>
    h("button", { type: "button", "aria-pressed": String(seconds === explorer.span), "data-span": seconds }, label),
  );
  spans.forEach((button) =>
    button.addEventListener("click", () => {
      explorer.span = Number(button.dataset.span);
      explorer.range = null;
      spans.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
      explorer.remember();
      explorer.draw();
    }),
  );
  const scales = h("button", { type: "button", "aria-pressed": "false", title: "Each series fills the height; the legend shows its values" }, "Own scales");
  scales.addEventListener("click", () => {
    explorer.scaleEach(scales.getAttribute("aria-pressed") !== "true");
    explorer.built();
  });
  explorer.built = () => {
    scales.setAttribute("aria-pressed", String(explorer.chart?.ownScales ?? false));
    scales.disabled = explorer.chosen.length < 2;
  };
  const values = h("details", { ontoggle: () => explorer.showTable() }, h("summary", {}, "Values as a table"), explorer.table);
  const find = h("section", { class: "panel", "aria-label": "Find" }, picker.element);
  const chart = h(
    "div",
    { class: "stack" },
    h(
      "section",
      { class: "panel", "aria-label": "Chart" },
      h("div", { class: "head" }, h("div", { class: "row", role: "group", "aria-label": "Span" }, spans), h("div", { class: "row" }, scales, pause)),
      explorer.chips,
      explorer.unknown,
      explorer.place,
      explorer.strip,
      explorer.state,
      h("p", { class: "muted hint keys" }, "Drag to zoom, shift and drag to pan, control and wheel to zoom, double click to show all; by touch, move to pan, pinch to zoom."),
      values,
    ),
    h("section", { class: "panel", "aria-label": "Rules" }, h("h2", {}, "Rules on these series"), explorer.rules),
    explorer.relatedPanel,
  );
  const { series, complaint } = await chosenFrom(route, signal);
  if (complaint) {
    notice(complaint, "", "series-link");
  }
  const parts = h("div", { class: "explore" });
  replace(root, h("div", { class: "head" }, h("h1", {}, "Series"), h("div", { class: "row" }, copyButton("Copy link", () => location.href))), parts, numbers.element);
  arrange(parts, find, chart, series.length > 0, signal);
  explorer.build();
  const again = () => explorer.find().catch(() => {});
  listen(signal, "alert", again);
  const timers = [
    setInterval(() => (!document.hidden && explorer.chosen.length ? again() : null), REFRESH_MS),
    setInterval(() => (document.hidden ? null : count().catch(() => {})), COUNT_MS),
  ];
  signal.addEventListener("abort", () => timers.forEach(clearInterval));
  await Promise.all([picker.load(), count(), explorer.choose(series)]);
  picker.show();
}
