// The widgets of a board. Each is created from its description, and shows values as they arrive.

import { get, query } from "../api.js";
import { Chart, joined } from "../chart.js";
import { h, replace, svg, text } from "../dom.js";
import { count, matches, number, seriesName, time } from "../format.js";
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
const LINE_SPAN_S = 300;
const DEFAULT_LIMIT = 10;

/** Returns the series that match the selectors, in which `*` matches any text; at most `most`. */
export async function resolve(selectors, most, signal) {
  const found = new Map();
  for (const { source, type } of selectors) {
    if (!source.includes("*") && !type.includes("*")) {
      found.set(`${source}\n${type}`, { source, type });
      continue;
    }
    const exact = { source: source.includes("*") ? "" : source, type: type.includes("*") ? "" : type };
    for (const series of await get(`/series${query(exact)}`, signal)) {
      if (matches(source, series.source) && matches(type, series.type)) {
        found.set(`${series.source}\n${series.type}`, series);
      }
    }
  }
  return [...found.values()].slice(0, most);
}

const last = (table) => table[1][table[1].length - 1];

function stat({ series }) {
  const value = h("p", { class: "figure" }, "–");
  const name = h("p", { class: "muted" });
  const chart = new Chart({ lines: [{ label: "value", color: "accent", fill: true }], spark: true, height: 60, label: "Its last values" });
  return {
    content: [value, name, chart.element],
    draw(feed, resolved) {
      const [one] = resolved;
      if (one) {
        const table = feed.table(one);
        text(value, number(last(table)));
        text(name, seriesName(one));
        chart.set(table);
      } else {
        text(name, series.length ? "no matching series yet" : "no series chosen");
      }
    },
    destroy: () => chart.destroy(),
  };
}

function line() {
  const place = h("div");
  let chart = null;
  let shown = "";
  return {
    content: [place],
    draw(feed, resolved) {
      const now = resolved.map(seriesName).join("\n");
      if (!chart || now !== shown) {
        shown = now;
        chart?.destroy();
        const lines = resolved.map((one, index) => ({ label: seriesName(one), color: lineColor(index) }));
        chart = new Chart({ lines, height: 190, legend: resolved.length > 1 && resolved.length <= 4, label: `Values of ${resolved.map(seriesName).join(", ")}` });
        replace(place, chart.element);
      }
      if (resolved.length) {
        const data = joined(resolved.map((one) => feed.table(one)));
        const end = data[0][data[0].length - 1] ?? 0;
        chart.set(data);
        chart.show({ min: end - LINE_SPAN_S, max: end });
      }
    },
    destroy: () => chart?.destroy(),
  };
}

/** A semicircle; its length is the length of a stroke along it. */
const ARC = "M 14 100 A 86 86 0 0 1 186 100";
const ARC_LENGTH = Math.PI * 86;

function gauge({ options = {}, title }) {
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
    draw(feed, resolved) {
      const [one] = resolved;
      const now = one ? last(feed.table(one)) : undefined;
      const share = Math.max(0, Math.min(1, ((now ?? min) - min) / (max - min || 1)));
      text(shown, number(now));
      text(name, one ? seriesName(one) : "no matching series yet");
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
      show(place, widget, await resolve(widget.series, 10_000, signal));
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
    replace(
      place,
      h(
        "ol",
        { class: "top-list" },
        sorted.slice(0, options.limit ?? DEFAULT_LIMIT).map((one) => {
          const fill = h("span");
          fill.style.width = `${Math.max(0, Math.min(100, (one.last_value / most) * 100))}%`;
          return h("li", {}, h("div", { class: "row spread" }, h("span", {}, seriesName(one)), h("span", {}, number(one.last_value))), h("div", { class: "bar" }, fill));
        }),
      ),
    );
  });
}

function table() {
  return polled((place, { options = {} }, found) => {
    const rows = found.slice(0, options.limit ?? 50);
    replace(
      place,
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, h("th", {}, "Series"), h("th", { class: "number" }, "Value"), h("th", {}, "At"))),
        h("tbody", {}, rows.map((one) => h("tr", {}, h("td", {}, seriesName(one)), h("td", { class: "number" }, number(one.last_value)), h("td", {}, time(one.last_timestamp))))),
      ),
    );
  });
}

/** The most severe firing alerts of the series; the server filters and counts over all alerts. */
function alerts() {
  const more = h("a", { hidden: true });
  const list = alertRows({ label: "Firing alerts", below: h("p", { class: "row" }, more) });
  return {
    content: [list.element],
    isPolled: true,
    async poll({ options = {}, series }, signal) {
      const filter = {
        state: "firing",
        severity: options.severity,
        series: series.length ? JSON.stringify(series.map(({ source, type }) => [source, type])) : "",
      };
      const [shown, counts] = await Promise.all([
        get(`/alerts${query({ ...filter, sort: "severity", limit: options.limit ?? DEFAULT_LIMIT })}`, signal),
        get(`/alerts/count${query(filter)}`, signal),
      ]);
      const hidden = Math.max(0, counts.firing.total - shown.length);
      more.hidden = !hidden;
      more.setAttribute("href", `#/alerts${query(filter)}`);
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
