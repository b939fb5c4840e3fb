// The overview: the current state, and each figure with its last minutes.

import { get } from "../api.js";
import { sparkline } from "../chart.js";
import { copyButton, h, mark, replace, text } from "../dom.js";
import { count, number, percent, plural, seconds } from "../format.js";
import { listen } from "../live.js";
import { alertEntry } from "./alertentry.js";

const POINTS = 300;
/** The minimum span of a chart; a shorter line is not stretched. */
const LEAST_SPAN_S = 60;
const MOST_ALERTS = 8;

const total = (counts) => Object.values(counts ?? {}).reduce((sum, many) => sum + many, 0);

/** The figures: title, value of a sample, format, and a note. */
const FIGURES = [
  { title: "Events", unit: "/s", value: (p) => p.events_per_second, show: number, note: (d) => `${count(d.total_events)} in all` },
  { title: "Latency, median", value: (p) => p.latency_p50, show: seconds, note: () => "from ingest to processed" },
  {
    title: "Latency, 99 %",
    value: (p) => p.latency_p99,
    show: seconds,
    note: (d) => `longest ${seconds(d.metrics.processing_latency.max)}`,
  },
  {
    title: "Buffer in use",
    value: (p) => p.buffer_utilization,
    show: percent,
    max: 1,
    note: (d) => `${count(d.metrics.waiting)} of ${count(d.metrics.buffer_capacity)} wait`,
  },
  {
    title: "Dropped",
    unit: "/s",
    color: "critical",
    value: (p) => total(p.dropped),
    show: number,
    note: (d) => reasons(d.metrics.dropped_by_reason) || "none so far",
  },
  {
    title: "Active alerts",
    color: "warning",
    value: (p) => total(p.active_alerts),
    show: count,
    note: (d, p) => bySeverity(p.active_alerts),
  },
  {
    title: "Failure patterns",
    unit: "/min",
    value: (p) => p.patterns_per_minute,
    show: number,
    note: (d) => `${count(d.pattern_count)} listed`,
  },
  { title: "Series", value: null, show: count, note: (d) => `evaluated by ${plural(d.metrics.rules, "rule")}` },
];

function reasons(counts) {
  return Object.entries(counts)
    .filter(([, many]) => many > 0)
    .map(([reason, many]) => `${reason.replaceAll("_", " ")} ${count(many)}`)
    .join(", ");
}

function bySeverity(counts) {
  return ["critical", "warning", "info"].map((severity) => [
    mark(severity),
    ` ${count(counts?.[severity] ?? 0)}${severity === "info" ? "" : "   "}`,
  ]).flat();
}

function tile(figure) {
  const shown = h("span", {}, "–");
  const note = h("p", { class: "note" });
  const value = h("p", { class: "figure" }, shown, figure.unit ? h("small", {}, ` ${figure.unit}`) : null);
  const spark = figure.value
    ? sparkline(`${figure.title}, last five minutes`, { color: figure.color, min: 0, max: figure.max })
    : null;
  const element = h("section", { class: "panel tile", "aria-label": figure.title }, h("h2", {}, figure.title), value, note, spark?.element);
  return {
    element,
    show(points, dashboard) {
      const last = points[points.length - 1];
      text(shown, figure.value ? figure.show(figure.value(last)) : figure.show(dashboard.metrics.series));
      const words = figure.note(dashboard, last);
      if (typeof words === "string") {
        text(note, words);
      } else if (note.dataset.words !== JSON.stringify(last.active_alerts)) {
        note.dataset.words = JSON.stringify(last.active_alerts);
        replace(note, words);
      }
      spark?.set([points.map((p) => p.time), points.map(figure.value)]);
      spark?.show({ min: Math.min(points[0].time, last.time - LEAST_SPAN_S), max: last.time });
    },
    destroy: () => spark?.destroy(),
  };
}

const SENDS = `curl -X POST ${location.protocol}//${location.host}/api/telemetry \\
  -H 'Content-Type: application/json' \\
  -d '{"source":"sensor_1","type":"temperature","value":21.5}'`;

const JAVA = `TelemetryProcessor telemetry = TelemetryProcessor.create(TelemetryConfig.defaults());
telemetry.start();
telemetry.ingest(TelemetryEvent.of("sensor_1", "temperature", 21.5));`;

function nothingYet() {
  return h(
    "section",
    { class: "panel empty" },
    h("h2", {}, "No events yet"),
    h("p", {}, "From Java, in the process that runs the processor:"),
    h("pre", { tabindex: 0, "aria-label": "Java" }, JAVA),
    copyButton("Copy the Java lines", () => JAVA),
    h("p", {}, "From a shell:"),
    h("pre", { tabindex: 0, "aria-label": "Shell" }, SENDS),
    copyButton("Copy the command", () => SENDS),
  );
}

/** Shows the view until the signal is aborted. */
export async function overviewView(root, route, signal) {
  const tiles = FIGURES.map(tile);
  const empty = h("div");
  const alerts = h("ul", { class: "rows" });
  replace(
    root,
    h("div", { class: "head" }, h("h1", {}, "Overview")),
    empty,
    h("div", { class: "tiles" }, tiles.map((one) => one.element)),
    h(
      "section",
      { class: "panel list newest", "aria-label": "Firing now" },
      h("div", { class: "head" }, h("h2", {}, "Firing now"), h("a", { href: "#/alerts?state=firing" }, "All alerts")),
      alerts,
    ),
  );
  signal.addEventListener("abort", () => tiles.forEach((one) => one.destroy()));
  let [dashboard, history] = await Promise.all([get("/dashboard", signal), get("/dashboard/history", signal)]);
  let points = history.points;
  const show = () => {
    if (points.length) {
      tiles.forEach((one) => one.show(points, dashboard));
    }
    if ((dashboard.total_events === 0) !== Boolean(empty.firstChild)) {
      replace(empty, dashboard.total_events === 0 ? nothingYet() : null);
    }
  };
  const showAlerts = async () => {
    const firing = await get(`/alerts?state=firing&limit=${MOST_ALERTS}`, signal);
    replace(alerts, firing.length ? firing.reverse().map((alert) => h("li", {}, alertEntry(alert))) : h("li", { class: "empty" }, "No alert is firing."));
  };
  const refetch = async () => {
    [dashboard, history] = await Promise.all([get("/dashboard", signal), get("/dashboard/history", signal)]);
    points = history.points;
    show();
    await showAlerts();
  };
  listen(signal, "dashboard", (now) => (dashboard = now));
  listen(signal, "overview", (point) => {
    points = [...points.slice(1 - POINTS), point];
    show();
  });
  listen(signal, "resumed", () => refetch().catch(() => {}));
  let due = false;
  listen(signal, "alert", () => {
    if (!due) {
      due = true;
      setTimeout(() => {
        due = false;
        showAlerts().catch(() => {});
      }, 300);
    }
  });
  show();
  await showAlerts();
}
