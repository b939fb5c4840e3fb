// The widgets of a board. Each is created from its description, and shows values as they arrive.

import { get, query } from "../api.js";
import { Chart, joined, lastSeconds } from "../chart.js";
import { h, replace, svg, text } from "../dom.js";
import { count, number, seconds, seriesName, time } from "../format.js";
import { identity, labelParameters, labelsOf, resolve } from "../labels.js";
import { seriesNames } from "../names.js";
import { lineColor } from "../theme.js";
import { ageEntries, alertRows } from "./alertentry.js";

export const KINDS = {
  stat: "Figure",
  line: "Line chart",
  gauge: "Gauge",
  top: "Top list",
  alerts: "Alerts",
  table: "Table",
};
/** The maximum number of series of the widgets that follow each value. */
export const SHOWN_SERIES = { stat: 1, gauge: 1, line: 8 };
const LINE_SPAN_S = 300;
const DEFAULT_LIMIT = 10;
const DEFAULT_ROWS = 50;
/** What is said of a series that the server does not know. */
export const UNKNOWN_SERIES = "the server has no such series";
/** The maximum number of series that a note names. */
const NAMED = 5;

/** Shows the name of the only series of a widget, how many others match, and whether it has no values. */
function showName(place, feed, one, others, otherwise) {
  const isUnknown = Boolean(one) && feed.isUnknown(one);
  const now = one ? `${seriesName(one)}\n${others.length}\n${isUnknown}` : otherwise;
  if (place.dataset.shown !== now) {
    place.dataset.shown = now;
    const more = [others.length ? `, the first of ${count(others.length + 1)} series` : "", isUnknown ? `: ${UNKNOWN_SERIES}` : ""];
    replace(place, one ? [seriesNames(one), more] : otherwise);
  }
}

/** Names some series, in text. */
function named(series) {
  return `${series.slice(0, NAMED).map(seriesName).join(", ")}${series.length > NAMED ? " …" : "."}`;
}

const last = (table) => table[1][table[1].length - 1];

function stat({ series }) {
  const value = h("p", { class: "figure" }, "–");
  const name = h("p", { class: "muted" });
  const range = h("p", { class: "muted hint" });
  const chart = new Chart({ lines: [{ label: "value", color: "accent", fill: true }], spark: true, height: 60, label: "Its last values" });
  return {
    content: [value, name, chart.element, range],
    draw(feed, [one], others) {
      showName(name, feed, one, others, series.length ? "no matching series yet" : "no series chosen");
      if (one) {
        const table = feed.table(one);
        const [times] = table;
        const span = times.length > 1 ? times[times.length - 1] - times[0] : 0;
        text(value, number(last(table)));
        text(range, times.length > 1 ? `${count(times.length)} values, ${seconds(Math.round(span * 10) / 10)}` : "");
        chart.set(joined([table]));
      }
    },
    destroy: () => chart.destroy(),
  };
}

function line({ series }) {
  const place = h("div");
  const note = h("p", { class: "muted hint", hidden: true });
  const zoomed = h("p", { class: "muted hint", hidden: true }, "Zoomed. Double click, double tap or press 0 to follow the newest values.");
  let chart = null;
  let shown = "";
  let range = null;
  const onRange = (chosen) => {
    range = chosen;
    zoomed.hidden = !chosen;
  };
  return {
    content: [place, zoomed, note],
    draw(feed, resolved, others) {
      const now = resolved.map(seriesName).join("\n");
      if (!chart || now !== shown) {
        shown = now;
        chart?.destroy();
        const lines = resolved.map((one, index) => ({ label: seriesName(one), color: lineColor(index) }));
        chart = new Chart({ lines, height: 190, legend: resolved.length > 1, onRange, label: `Values of ${resolved.map(seriesName).join(", ")}` });
        replace(place, resolved.length ? chart.element : h("p", { class: "muted" }, series.length ? "no matching series yet" : "no series chosen"));
      }
      const notes = [];
      if (others.length) {
        notes.push(`${count(resolved.length)} of ${count(resolved.length + others.length)} series. Not shown: ${named(others)}`);
      }
      const unknown = resolved.filter((one) => feed.isUnknown(one));
      if (unknown.length) {
        notes.push(`Unknown to the server: ${named(unknown)}`);
      }
      note.hidden = !notes.length;
      text(note, notes.join(" "));
      if (resolved.length) {
        const data = joined(resolved.map((one) => feed.table(one)));
        chart.set(data);
        chart.show(range ?? lastSeconds(data, LINE_SPAN_S));
      }
    },
    destroy: () => chart?.destroy(),
  };
}

/** A semicircle; its length is the length of a stroke along it. */
const ARC = "M 14 100 A 86 86 0 0 1 186 100";
const ARC_LENGTH = Math.PI * 86;

function gauge({ options = {}, title, series }) {
  const [min, max] = [options.min ?? 0, options.max ?? 100];
  const filled = svg("path", { d: ARC, class: "filled", "stroke-dasharray": `0 ${ARC_LENGTH}`, visibility: "hidden" });
  const shown = svg("text", { class: "now", x: 100, y: 96, "text-anchor": "middle" }, "–");
  const drawing = svg(
    "svg",
    { class: "gauge", viewBox: "0 0 200 124", role: "img", "aria-label": title || "Value" },
    svg("path", { d: ARC }),
    filled,
    shown,
    svg("text", { x: 14, y: 122, "text-anchor": "middle" }, number(min)),
    svg("text", { x: 186, y: 122, "text-anchor": "middle" }, number(max)),
  );
  const name = h("p", { class: "muted" });
  return {
    content: [drawing, name],
    draw(feed, [one], others) {
      const now = one ? last(feed.table(one)) : undefined;
      const share = Math.max(0, Math.min(1, ((now ?? min) - min) / (max - min || 1)));
      text(shown, number(now));
      showName(name, feed, one, others, series.length ? "no matching series yet" : "no series chosen");
      filled.setAttribute("stroke-dasharray", `${share * ARC_LENGTH} ${ARC_LENGTH}`);
      filled.setAttribute("visibility", share > 0 ? "visible" : "hidden");
      drawing.setAttribute("aria-label", `${title || "Value"}: ${number(now)}, from ${number(min)} to ${number(max)}`);
    },
    destroy() {},
  };
}

/** Creates the content of a widget that polls the list of series instead of following each value. */
function polled(show) {
  const place = h("div");
  return {
    content: [place],
    isPolled: true,
    async poll(widget, signal) {
      show(place, widget, await resolve(widget.series, signal));
    },
    draw() {},
    destroy() {},
  };
}

function top() {
  return polled((place, { options = {} }, found) => {
    const sorted = found.filter((one) => one.last_value !== null && one.last_value !== undefined);
    sorted.sort((a, b) => b.last_value - a.last_value);
    const most = Math.abs(sorted[0]?.last_value ?? 1) || 1;
    const shown = sorted.slice(0, options.limit ?? DEFAULT_LIMIT);
    replace(
      place,
      h(
        "ol",
        { class: "top-list" },
        shown.map((one) => {
          const fill = h("span");
          fill.style.width = `${Math.max(0, Math.min(100, (one.last_value / most) * 100))}%`;
          return h("li", {}, h("div", { class: "row spread" }, seriesNames(one), h("span", { class: "value" }, number(one.last_value))), h("div", { class: "bar" }, fill));
        }),
      ),
      amount(shown.length, sorted.length),
    );
  });
}

/** States how many series a widget shows, if those are not all. */
function amount(shown, all) {
  return all === 0 ? h("p", { class: "muted" }, "no matching series yet") : shown < all ? h("p", { class: "muted hint" }, `${count(shown)} of ${count(all)} series`) : null;
}

function table() {
  return polled((place, { options = {} }, found) => {
    const rows = found.slice(0, options.limit ?? DEFAULT_ROWS);
    replace(
      place,
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, h("th", {}, "Series"), h("th", { class: "number" }, "Value"), h("th", {}, "At"))),
        h("tbody", {}, rows.map((one) => h("tr", {}, h("td", {}, seriesNames(one)), h("td", { class: "number" }, number(one.last_value)), h("td", {}, time(one.last_timestamp))))),
      ),
      amount(rows.length, found.length),
    );
  });
}

/** Returns the filters of alerts that select series: one for each set of labels, which the server compares with all. */
function byLabels(series) {
  const groups = new Map([["[]", []]]);
  for (const one of series) {
    const key = JSON.stringify(labelsOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const filters = [...groups.values()]
    .filter((group) => group.length)
    .map((group) => ({ series: JSON.stringify(group.map(({ source, type }) => [source, type])), ...labelParameters(identity(group[0]).labels) }));
  return filters.length ? filters : [{}];
}

/** Returns alerts once each, the most severe first and the oldest of them before others. */
function mostSevere(alerts) {
  const rank = (alert) => ["critical", "warning", "info"].indexOf(alert.severity);
  const once = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  return once.sort((a, b) => rank(a) - rank(b) || Date.parse(a.fired_at ?? a.starts_at) - Date.parse(b.fired_at ?? b.starts_at));
}

/** The most severe firing alerts of the series; the server filters and counts over all alerts. */
function alerts() {
  const more = h("a", { hidden: true });
  const list = alertRows({ label: "Firing alerts", below: h("p", { class: "row" }, more) });
  return {
    content: [list.element],
    isPolled: true,
    async poll({ options = {}, series }, signal) {
      const limit = options.limit ?? DEFAULT_LIMIT;
      const filters = byLabels(series).map((filter) => ({ state: "firing", severity: options.severity, ...filter }));
      const [lists, counts] = await Promise.all([
        Promise.all(filters.map((filter) => get(`/alerts${query({ ...filter, sort: "severity", limit })}`, signal))),
        Promise.all(filters.map((filter) => get(`/alerts/count${query(filter)}`, signal))),
      ]);
      const shown = mostSevere(lists.flat()).slice(0, limit);
      const hidden = Math.max(0, counts.reduce((sum, one) => sum + one.firing.total, 0) - shown.length);
      more.hidden = !hidden;
      const { state, severity } = filters[0];
      more.setAttribute("href", `#/alerts${query(filters.length === 1 ? filters[0] : { state, severity })}`);
      text(more, hidden ? `${count(hidden)} more firing` : "");
      list.show(shown, { empty: "No alert is firing." });
      ageEntries(list.rows);
    },
    draw() {},
    destroy() {},
  };
}

const MAKERS = { stat, line, gauge, top, alerts, table };

/** Returns the content of a widget, and its update function. */
export function widgetBody(widget) {
  return MAKERS[widget.kind](widget);
}
