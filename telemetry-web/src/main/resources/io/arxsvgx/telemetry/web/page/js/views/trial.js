// The result of a trial: when a draft rule would have fired over the recent history.

import { get, query } from "../api.js";
import { Chart, joined } from "../chart.js";
import { field, h, mark, replace, select, text } from "../dom.js";
import { count, lasting, plural, seriesName, time } from "../format.js";
import { identity, keyOf, parametersOf, resolve, seriesOf } from "../labels.js";
import { seriesNames } from "../names.js";
import { lineColor } from "../theme.js";
import { covers, limitsOf } from "./rulescope.js";

const SHOWN = 100;
const OPEN_RANGES = 12;
const OPEN_FIRINGS = 20;
const VALUES = 2_000;
/** The maximum number of series of a stream on the chart. */
const MEMBERS = 8;

function bySeries(alerts) {
  const groups = new Map();
  for (const alert of alerts) {
    const key = keyOf(seriesOf(alert));
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}

/** Creates the table of how many values of each series were used, and from when. */
function rangesOf({ ranges, series }, isOfStreams) {
  if (!ranges.length) {
    return null;
  }
  const shown = ranges.slice(0, SHOWN);
  // streams are series of the report without values of their own, and only they fire
  const all = isOfStreams ? ranges.length : series;
  const fired = (column) => (isOfStreams ? [] : [column]);
  return h(
    "details",
    { open: shown.length <= OPEN_RANGES },
    h("summary", {}, `Values of each series${shown.length < all ? ` (${count(shown.length)} of ${count(all)})` : ""}`),
    h(
      "div",
      { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Values of each series" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, h("th", {}, "Series"), fired(h("th", { class: "number" }, "Fired")), h("th", { class: "number" }, "Values"), h("th", {}, "From"), h("th", {}, "To"))),
        h(
          "tbody",
          {},
          shown.map((range) =>
            h(
              "tr",
              {},
              h("td", {}, seriesNames(range)),
              fired(h("td", { class: "number" }, count(range.alerts_fired))),
              h("td", { class: "number" }, count(range.values)),
              h("td", {}, time(range.from)),
              h("td", {}, time(range.to)),
            ),
          ),
        ),
      ),
    ),
  );
}

function marksOf(alerts) {
  return alerts.flatMap((alert) => [
    { time: Date.parse(alert.fired_at ?? alert.starts_at) / 1000, label: "fires", color: alert.severity },
    ...(alert.ends_at ? [{ time: Date.parse(alert.ends_at) / 1000, label: "", color: "ok" }] : []),
  ]);
}

function spansOf(alerts, end) {
  return alerts.map((alert) => ({
    from: Date.parse(alert.starts_at) / 1000,
    to: alert.ends_at ? Date.parse(alert.ends_at) / 1000 : end,
    color: alert.severity,
  }));
}

function firing(alert, report) {
  return h(
    "li",
    {},
    h(
      "div",
      { class: "entry" },
      mark(alert.severity),
      h("span", { class: "first" }, seriesNames(seriesOf(alert))),
      h("span", {}, time(alert.fired_at ?? alert.starts_at)),
      h("span", { class: "second" }, h("span", {}, alert.evidence.text), h("span", {}, `for ${lasting(alert.starts_at, alert.ends_at ?? report.to)}`)),
    ),
  );
}

/** Returns the times in seconds and the values of a series. */
async function tableOf(series, signal) {
  const kept = await get(`/series/history${query({ ...parametersOf(identity(series)), limit: VALUES })}`, signal);
  return [kept.map((one) => Date.parse(one.timestamp) / 1000), kept.map((one) => one.value)];
}

/** Shows a report in an element. */
export async function showTrial(place, rule, report, signal) {
  const groups = bySeries(report.alerts);
  const fired = report.ranges.filter((range) => range.alerts_fired > 0).length;
  const verdict = h(
    "p",
    { class: "verdict", role: "status" },
    h("strong", {}, `It would have fired ${plural(report.alerts_fired, "time")}`),
    report.from ? ` on ${rule.by ? plural(groups.length, "stream") : `${count(fired)} of ${plural(report.series, "series", "series")}`}, over ${plural(report.events, "value")}` : ": no matching series has values yet",
    report.truncated ? "; only the newest values of each series were used" : "",
    ".",
  );
  const chartPlace = h("div");
  const chooser = select({}, groups.map(([key, alerts]) => [key, `${seriesName(seriesOf(alerts[0]))} (${count(alerts.length)})`]));
  const draw = async () => {
    const [, alerts] = groups.find(([one]) => one === chooser.value);
    const series = seriesOf(alerts[0]);
    // a draft with `by` fires on a stream, of which the server keeps no values: its series are shown
    const members = rule.by ? (await resolve([series], signal)).filter((one) => covers(rule, one)).slice(0, MEMBERS) : [series];
    const tables = await Promise.all(members.map((one) => tableOf(one, signal)));
    const name = seriesName(series);
    const lines = members.map((one, index) => ({ label: seriesName(one), color: members.length > 1 ? lineColor(index) : "accent" }));
    const chart = new Chart({ lines, height: 240, legend: members.length > 1, label: `Where the draft would have fired on ${name}` });
    chart.set(joined(tables));
    const ends = tables.map(([times]) => times[times.length - 1] ?? 0);
    note.hidden = !rule.by;
    chart.annotate({ levels: limitsOf(rule, series.type), marks: marksOf(alerts), spans: spansOf(alerts, Math.max(...ends)) });
    chartPlace.firstChild?.chart?.destroy();
    replace(chartPlace, chart.element);
    signal.addEventListener("abort", () => chart.destroy());
  };
  const note = h("p", { class: "muted hint", hidden: true }, "The draft evaluates a stream of several series. The chart shows these series.");
  chooser.addEventListener("change", () => draw().catch((error) => text(verdict, error.message)));
  const newest = [...report.alerts].reverse().slice(0, SHOWN);
  const all = report.alerts_fired > newest.length ? `newest ${count(newest.length)} of ${count(report.alerts_fired)}` : count(newest.length);
  const firings = newest.length
    ? h("details", { open: newest.length <= OPEN_FIRINGS }, h("summary", {}, `When it would have fired (${all})`), h("ul", { class: "rows" }, newest.map((alert) => firing(alert, report))))
    : null;
  replace(place, h("div", { class: "stack" }, h("h2", {}, "Trial"), verdict, groups.length ? field("Series", chooser) : null, chartPlace, note, rangesOf(report, Boolean(rule.by)), firings));
  if (groups.length) {
    await draw();
  }
}
