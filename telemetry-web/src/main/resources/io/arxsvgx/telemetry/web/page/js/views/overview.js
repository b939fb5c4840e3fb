// The overview: the current state, and each figure with its last minutes.

import { get, query } from "../api.js";
import { sparkline } from "../chart.js";
import { copyButton, h, mark, replace, text, throttled } from "../dom.js";
import { count, number, percent, plural, seconds } from "../format.js";
import { listen } from "../live.js";
import { ageEntries, alertRows, countsText } from "./alertentry.js";

const POINTS = 300;
/** The minimum span of a chart; a shorter line is not stretched. */
const LEAST_SPAN_S = 60;
const MAX_ALERTS = 8;
const LIVE_MS = 1_000;
const AGE_MS = 5_000;

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

function showLink(link, label, href) {
  link.hidden = !label;
  link.setAttribute("href", href);
  text(link, label);
}

/** Shows the view until the signal is aborted. */
export async function overviewView(root, route, signal) {
  const tiles = FIGURES.map(tile);
  const empty = h("div");
  const notices = h("div", { class: "hints", role: "status" });
  const summary = h("p", { class: "muted", role: "status" });
  const more = h("a", { hidden: true });
  const pending = h("a", { hidden: true, href: "#/alerts?state=pending" });
  const list = alertRows({ label: "Alerts firing now", head: summary, below: h("p", { class: "row" }, more, pending) });
  replace(
    root,
    h("div", { class: "head" }, h("h1", {}, "Overview")),
    empty,
    notices,
    h("div", { class: "tiles" }, tiles.map((one) => one.element)),
    h(
      "section",
      { class: "panel list newest", "aria-label": "Firing now" },
      h("div", { class: "head" }, h("h2", {}, "Firing now"), h("a", { href: "#/alerts?state=firing" }, "All firing alerts")),
      list.element,
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
    const [firing, counts] = await Promise.all([
      get(`/alerts${query({ state: "firing", sort: "severity", limit: MAX_ALERTS })}`, signal),
      get("/alerts/count", signal),
    ]);
    text(summary, countsText(counts));
    // counted over all alerts: a list that is cut never says that there is none
    const hidden = Math.max(0, counts.firing.total - firing.length);
    showLink(more, hidden ? `${count(hidden)} more firing` : "", "#/alerts?state=firing");
    showLink(pending, counts.pending.total ? `${count(counts.pending.total)} pending` : "", "#/alerts?state=pending");
    list.show(firing, { empty: "No alert is firing." });
  };
  const showNotices = async () => {
    const health = await get("/health", signal);
    const words = [...(health.notices ?? [])];
    if (notices.dataset.shown !== JSON.stringify(words)) {
      notices.dataset.shown = JSON.stringify(words);
      replace(notices, words.map((one) => h("p", { class: "hint" }, mark("warning"), ` ${one[0].toUpperCase()}${one.slice(1)}.`)));
    }
  };
  const refetch = async () => {
    [dashboard, history] = await Promise.all([get("/dashboard", signal), get("/dashboard/history", signal)]);
    points = history.points;
    show();
    await Promise.all([showAlerts(), showNotices()]);
  };
  listen(signal, "dashboard", (now) => (dashboard = now));
  listen(signal, "overview", (point) => {
    points = [...points.slice(1 - POINTS), point];
    show();
  });
  listen(signal, "resumed", () => refetch().catch(() => {}));
  listen(signal, "alert", throttled(LIVE_MS, () => signal.aborted || showAlerts().catch(() => {})));
  const timer = setInterval(() => {
    ageEntries(list.rows);
    if (!document.hidden) {
      Promise.all([showAlerts(), showNotices()]).catch(() => {});
    }
  }, AGE_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  show();
  await Promise.all([showAlerts(), showNotices()]);
}
